import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownBlocks } from '../markdown/blocks.ts';
import { readHtml } from './html-document.ts';

const textOf = (html: string): string => readHtml(html).text;

describe('the text of a page', () => {
  it('keeps headings, paragraphs and the lines that are broken in them', () => {
    expect(textOf('<h1>A &amp; B</h1><p>One\n two<br>three</p><div>four<p>five</div>')).toBe(
      '# A & B\n\nOne two\nthree\n\nfour\n\nfive',
    );
  });

  it('keeps lists, also within lists', () => {
    expect(textOf('<ul><li>one<li><p>two</p><ol><li>a</li><li>b</ol><li>three</ul><p>end')).toBe(
      '- one\n\n- two\n\n  1. a\n\n  2. b\n\n- three\n\nend',
    );
  });

  it('keeps tables, with their header', () => {
    const table =
      '<table><caption>Rates</caption><thead><tr><th>Currency<th>Rate | day</thead><tr><td>NOK<td>1<br>0</tr><tr><td colspan=2>none</table>';
    expect(textOf(table)).toBe(
      'Rates\n\n| Currency | Rate \\| day |\n| --- | --- |\n| NOK | 1 0 |\n| none |  |',
    );
  });

  it('reads a table that only arranges the page as the page', () => {
    expect(textOf('<table><tr><td><h2>Menu</h2><td><p>Text</table>')).toBe('## Menu\n\nText');
    expect(textOf('<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>')).toBe('a\n\nb\n\nc\n\nd');
  });

  it('keeps preformatted text as it is', () => {
    expect(textOf('<pre>\n  a\n\n    b &lt; c</pre>')).toBe('```\n  a\n\n    b < c\n```');
    expect(textOf('<pre>```\nx</pre>')).toBe('````\n```\nx\n````');
  });

  it('takes the words of links and the descriptions of pictures, and nothing of their addresses', () => {
    expect(textOf('<p>See <a href="javascript:steal()">the map</a> <img src=x alt="of Halden"></p>')).toBe(
      'See the map of Halden',
    );
  });

  it('takes no text for Markdown that is none', () => {
    const text = textOf('<p># not a heading</p><p>```</p><p>title<br>-----</p><p>a | b<br>|---|---|</p>');
    expect(markdownBlocks(text).map(({ kind }) => kind)).toEqual(Array(4).fill('paragraph'));
    expect(textOf('<p>soft\u00ADhyphen and&nbsp;space\f</p>')).toBe('softhyphen and space');
  });

  it('has the title of the page, and no other', () => {
    expect(readHtml('<title> A\n&lt;b> </title><p>x').title).toBe('A <b>');
    expect(readHtml('<p>x<svg><title>picture</title></svg>')).toEqual({ text: 'x', title: null });
    expect(readHtml('')).toEqual({ text: '', title: null });
  });
});

describe('what is no text of a page', () => {
  it.each([
    ['a script', '<script>secret</script>'],
    ['a script that hides its end', '<script>"<!--<script>secret</script>secret"</script>'],
    ['a style', '<style>secret{}</style>'],
    ['a template', '<template><p>secret</p></template>'],
    ['a comment', '<!-- secret -->'],
    ['what is for browsers without scripts', '<noscript><p>secret</p></noscript>'],
    ['a frame', '<iframe srcdoc="secret">secret</iframe>'],
    ['a drawing', '<svg><text>secret</text></svg>'],
    ['a control', '<textarea>secret</textarea><select><option>secret</select><input value=secret>'],
    ['an attribute', '<p title="secret" data-x="secret" onclick="secret"></p>'],
    ['what is hidden', '<div hidden><p>secret</p></div>'],
    ['what is not displayed', '<div style="color:red; display : none !important"><b>secret</b></div>'],
    ['what is not visible', '<i style="visibility:hidden">secret</i><i style="opacity:0">secret</i>'],
    ['what has no size', '<i style="font-size:0px">secret</i><i style="font-size: 0;color:red">secret</i>'],
  ])('is %s', (_, html) => {
    expect(textOf(`<p>before</p>${html}<p>after</p>`)).toBe('before\n\nafter');
  });

  it('is not what is almost hidden', () => {
    expect(textOf('<p style="opacity:0.9;font-size:0.9em;background-display:none">seen</p>')).toBe('seen');
  });

  it('never comes out, whatever stands around it', () => {
    const silent = fc.constantFrom(
      '<script>secret()</script>',
      '<script type=module>"secret"</script>',
      '<style>.secret{}</style>',
      '<template>secret</template>',
      '<!--secret-->',
      '<div hidden>secret</div>',
      '<p style="display:none">secret</p>',
    );
    const around = fc.constantFrom(
      '<table><tr><td>',
      '</table>',
      '<ul><li>',
      '</li>',
      '<pre>',
      '</pre>',
      '<b>',
      '</p>',
      '<h2>',
      '</h2>',
      '<a href=x>',
      'text',
      '&amp;',
      '<br>',
      '<svg>',
      '</svg>',
      '<math>',
      '<td>',
      '<caption>',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(silent, around), { maxLength: 30 }), (parts) => {
        const { text, title } = readHtml(`<body>${parts.join('')}`);
        expect(text).not.toContain('secret');
        expect(title).toBeNull();
      }),
    );
  });

  it('does not keep the rest from being read, however deep it is nested', () => {
    const depth = 20_000;
    expect(textOf(`${'<div>'.repeat(depth)}deep${'</div>'.repeat(depth)}<p>after`)).toBe('deep\n\nafter');
  });
});
