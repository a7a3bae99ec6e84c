/** The longest a client may be kept waiting. */
const maxWaitSeconds = 60;

/** Seconds that a client is willing to wait (RFC 7240, section 4.3), 0 when it does not say; 60 at most. */
export const waitSeconds = (prefer: string | undefined): number => {
  const wanted = /(?:^|[,;\s])wait=(\d{1,6})(?:$|[,;\s])/i.exec(prefer ?? '')?.[1];
  return wanted === undefined ? 0 : Math.min(Number(wanted), maxWaitSeconds);
};
