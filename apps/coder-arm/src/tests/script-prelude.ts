/**
 * What the tests of a script may use, as JavaScript that every sandbox runs. Globals, so that code which declares the
 * same names does not clash with them. `assert.equal` compares what values hold, whatever class made them: members of
 * objects, lists, maps and sets in any order, times; 0 and -0 are the same and NaN is itself, as they are as keys of a
 * map (SameValueZero, ECMA-262, section 7.2.10).
 */
export const prelude = `globalThis.testResults = [];
globalThis.assert = (condition, message) => {
  if (!condition) throw new Error(message ?? 'The assertion does not hold.');
};
globalThis.assert.equal = (() => {
  const kindOf = (value) => Object.prototype.toString.call(value);
  const haveSame = (some, others, same) => {
    const left = [...others];
    const isFound = (one) => {
      const at = left.findIndex((other) => same(one, other));
      return at >= 0 && left.splice(at, 1).length === 1;
    };
    return some.length === left.length && some.every(isFound);
  };
  const equals = (a, b, above) => {
    if (a === b || Object.is(a, b)) return true;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
    if (kindOf(a) !== kindOf(b) || (Array.isArray(a) && a.length !== b.length)) return false;
    // Whatever holds itself is the same when all else is.
    if (above.some(([one, other]) => one === a && other === b)) return true;
    const same = (one, other) => equals(one, other, [...above, [a, b]]);
    if (a instanceof Map || a instanceof Set) return haveSame([...a], [...b], same);
    if (a instanceof Date) return same(a.getTime(), b.getTime());
    if ((a instanceof RegExp || a instanceof Error) && String(a) !== String(b)) return false;
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
    );
  };
  const plain = (_, value) => {
    if (value instanceof Map) return { Map: [...value] };
    if (value instanceof Set) return { Set: [...value] };
    if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return value;
    return typeof value === 'object' ? value : String(value);
  };
  const shown = (value) => {
    if (typeof value === 'object') {
      try {
        return JSON.stringify(value, plain);
      } catch {
        return kindOf(value);
      }
    }
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  };
  return (actual, expected, message) => {
    if (!equals(actual, expected, []))
      throw new Error(\`\${message ?? 'It is different'}: \${shown(actual)} instead of \${shown(expected)}.\`);
  };
})();
globalThis.test = (name, run) => {
  const passed = () => (console.log(\`ok - \${name}\`), true);
  const failed = (error) => (console.log(\`not ok - \${name}: \${error?.message ?? error}\`), false);
  try {
    const result = run();
    testResults.push(typeof result?.then === 'function' ? result.then(passed, failed) : passed());
  } catch (error) {
    testResults.push(failed(error));
  }
};
`;
