import { Controller, Get } from '@nestjs/common';
import { openApiDocument } from '@octollm/contracts';
import { platformVersion } from '@octollm/service-kit';

const document = openApiDocument(platformVersion);

/** Serves the OpenAPI 3.1 document of the public API. */
@Controller()
export class OpenApiController {
  @Get('openapi.json')
  read(): object {
    return document;
  }
}
