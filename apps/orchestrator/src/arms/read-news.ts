import { ArmNews } from '@octollm/contracts';
import { jsonOf, readEvents } from '@octollm/service-kit';

/**
 * Reads what an arm tells while it carries out an action, to the end of it. News of a kind that is not known, or not as
 * the contract says, is passed over: only the result counts.
 * @param tell hears the news; it does not keep the arm waiting
 * @returns the result as it was sent; undefined when the arm ends without one
 * @throws as reading the body does
 */
export const readNews = async (
  body: AsyncIterable<Uint8Array>,
  tell: (news: ArmNews) => void,
): Promise<string | undefined> => {
  let result: string | undefined;
  for await (const { event, data } of readEvents(body)) {
    if (event === 'result') result = data;
    const news = event === 'result' ? undefined : ArmNews.safeParse(jsonOf(data)).data;
    if (news !== undefined) tell(news);
  }
  return result;
};
