/** Of the table; it doubles before it is half full, so that a probe ends soon. */
const initialCapacity = 1 << 12;
/** A node and a UTF-16 unit share a key of 32 bits. */
const maxNodes = 1 << 16;

const beginning = 3;
const beginningBits = 15;
/** Letters of the same script differ in their last five bits; the factors keep scripts apart. */
const beginningOf = (text: string, start: number): number =>
  (Math.imul(text.charCodeAt(start), 1_089) ^
    Math.imul(text.charCodeAt(start + 1), 33) ^
    text.charCodeAt(start + 2)) &
  ((1 << beginningBits) - 1);

/** Thrown when more words are added than the nodes have numbers for. */
export class TrieFullError extends Error {
  override readonly name = 'TrieFullError';
}

/**
 * Words as paths of UTF-16 units from a root, so that a word is looked up where it stands in a text, without a copy of
 * it. Nodes are numbers; all edges are in one table with open addressing.
 */
export class Trie {
  #keys = new Int32Array(initialCapacity);
  /** 0 is the root, to which no edge leads: it marks what is free. */
  #targets = new Uint16Array(initialCapacity);
  #edges = 0;
  /** Which three units words begin with, by a hash of them. */
  readonly #beginnings = new Uint8Array(1 << beginningBits);

  /** Whether a word of three units or more may begin at a place: most do not, and are dealt with here. */
  mayBegin(text: string, start: number): boolean {
    return this.#beginnings[beginningOf(text, start)] === 1;
  }

  /** The node at the end of an edge, or 0 when there is none. */
  step(node: number, unit: number): number {
    const key = (node << 16) | unit;
    const mask = this.#keys.length - 1;
    for (let slot = Math.imul(key, 0x9e3779b1) >>> 15; ; slot += 1) {
      const target = this.#targets[slot & mask] ?? 0;
      if (target === 0 || this.#keys[slot & mask] === key) return target;
    }
  }

  /** The node of a word, made when there is none. @throws TrieFullError when there are too many */
  insert(word: string): number {
    let node = 0;
    for (let index = 0; index < word.length; index += 1) {
      const unit = word.charCodeAt(index);
      node = this.step(node, unit) || this.#add(node, unit);
    }
    if (word.length >= beginning) this.#beginnings[beginningOf(word, 0)] = 1;
    return node;
  }

  #add(node: number, unit: number): number {
    this.#edges += 1;
    if (this.#edges >= maxNodes) throw new TrieFullError(`A vocabulary has at most ${maxNodes} letters.`);
    if (this.#edges * 2 > this.#keys.length) this.#grow();
    this.#put((node << 16) | unit, this.#edges);
    return this.#edges;
  }

  #put(key: number, target: number): void {
    const mask = this.#keys.length - 1;
    let slot = Math.imul(key, 0x9e3779b1) >>> 15;
    while (this.#targets[slot & mask] !== 0) slot += 1;
    this.#keys[slot & mask] = key;
    this.#targets[slot & mask] = target;
  }

  #grow(): void {
    const [keys, targets] = [this.#keys, this.#targets];
    this.#keys = new Int32Array(keys.length * 2);
    this.#targets = new Uint16Array(keys.length * 2);
    for (const [slot, target] of targets.entries()) if (target !== 0) this.#put(keys[slot] ?? 0, target);
  }
}
