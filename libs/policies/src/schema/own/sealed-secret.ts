import { z } from 'zod';
import { textMap } from './common.ts';

/** https://github.com/bitnami-labs/sealed-secrets#overview */
export const sealedSecret = z.strictObject({
  encryptedData: textMap,
  template: z
    .strictObject({
      type: z.string().optional(),
      immutable: z.boolean().optional(),
      data: textMap.optional(),
      metadata: z
        .strictObject({
          name: z.string().optional(),
          namespace: z.string().optional(),
          labels: textMap.optional(),
          annotations: textMap.optional(),
        })
        .optional(),
    })
    .optional(),
});
