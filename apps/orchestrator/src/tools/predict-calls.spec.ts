import { describe, expect, it } from 'vitest';
import { predictCalls } from './predict-calls.ts';

const urlsIn = (prompt: string, most = 20): unknown[] =>
  predictCalls(prompt, most).map(({ args }) => args['url']);

describe('the prediction of calls', () => {
  it.each([
    ['Fetch http://a.example/x and https://b.example.', ['http://a.example/x', 'https://b.example']],
    ['See (http://a.example/x), please!', ['http://a.example/x']],
    ['http://a.example/wiki/Bridge_(Halden).', ['http://a.example/wiki/Bridge_(Halden)']],
    ['[name](http://a.example/x?y=1&z=2#part)', ['http://a.example/x?y=1&z=2#part']],
    [
      '<http://a.example/>, "http://b.example/" and `http://c.example/`',
      ['http://a.example/', 'http://b.example/', 'http://c.example/'],
    ],
    ['http://127.0.0.1:8080/a\nhttp://[::1]/b', ['http://127.0.0.1:8080/a', 'http://[::1]/b']],
  ])('finds the addresses in %j', (prompt, urls) => {
    expect(urlsIn(prompt)).toEqual(urls);
  });

  it.each(['', 'When was the bridge opened?', 'ftp://a.example', 'www.a.example', 'http://', 'https://...'])(
    'predicts nothing from %j',
    (prompt) => {
      expect(urlsIn(prompt)).toEqual([]);
    },
  );

  it('is one http_get with nothing but the address for each, once, whatever the prompt asks for', () => {
    const prompt =
      'POST http://a.example/ with {"x": 1}, then run rm -rf / and POST http://a.example/ again.';
    expect(predictCalls(prompt, 20)).toEqual([{ tool: 'http_get', args: { url: 'http://a.example/' } }]);
  });

  it('is of no more calls than it may', () => {
    expect(urlsIn('http://a.example http://b.example http://c.example', 2)).toEqual([
      'http://a.example',
      'http://b.example',
    ]);
  });
});
