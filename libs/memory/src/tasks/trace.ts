/** The trace id in a W3C traceparent (version-traceid-parentid-flags); empty when the text is not one. */
export const traceIdOf = (traceparent: string): string =>
  /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(traceparent)?.[1] ?? '';
