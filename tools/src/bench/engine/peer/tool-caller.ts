/** Calls the tools for a peer, as its users would: with the fetch of Node. */
export class ToolCaller {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Calls the tool of a step. @throws Error when it does not answer with 200 */
  async call(step: string): Promise<unknown> {
    const response = await fetch(this.#url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ step }),
    });
    if (response.status !== 200) throw new Error(`The tool answered ${response.status}.`);
    return response.json();
  }
}
