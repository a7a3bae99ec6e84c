interface Range {
  readonly first: number;
  readonly last: number;
}

const rangeOf = (cidr: string): Range | undefined => {
  const [, a, b, c, d, bits] = (/^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr) ?? []).map(Number);
  if (a === undefined || b === undefined || c === undefined || d === undefined || bits === undefined)
    return undefined;
  if ([a, b, c, d].some((octet) => octet > 255) || bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = address - (address % size);
  return { first, last: first + size - 1 };
};

/** Whether an IPv4 range holds all of another. A text that is no IPv4 range holds only itself. */
export const covers = (outer: string, inner: string): boolean => {
  const [left, right] = [rangeOf(outer), rangeOf(inner)];
  if (left === undefined || right === undefined) return outer === inner;
  return left.first <= right.first && right.last <= left.last;
};
