export { currentContext, type RequestContext, withContext } from './request-context.ts';
export {
  contextUnder,
  currentSpan,
  formatTraceparent,
  parseTraceparent,
  type TraceContext,
} from './traceparent.ts';
