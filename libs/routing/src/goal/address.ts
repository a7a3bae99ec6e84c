const verb = 'fetch|get|download|retrieve|load|open|read|visit|curl|wget|request|call|go to';
const filler =
  '(?:me )?(?:(?:the )?(?:contents?|page|file|url|address|data|document|json|html|response|body) )?(?:of |at |from |behind )?(?:the )?(?:page |url |address )?';
const fetching = new RegExp(`^(?:(?:${verb}) ${filler})?<?https?://[^\\s<>]+>?[.!]?$`, 'i');

/** Whether a goal is nothing but an address to fetch, with or without a verb before it. */
export const isFetch = (goal: string): boolean => fetching.test(goal);
