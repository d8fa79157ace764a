import fc from 'fast-check';

/** An element in a text: from its `<` to behind its last `>`. */
interface Span {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The elements of a well-formed document, root aside. */
function elementsIn(text: string): readonly Span[] {
  const found: Span[] = [];
  const open: { readonly name: string; readonly from: number }[] = [];
  for (const match of text.matchAll(/<(\/?)([\w:.-]+)[^<>]*?(\/?)>/g)) {
    const [whole, isEnd, name = '', isEmpty] = match;
    const to = match.index + whole.length;
    if (isEmpty) found.push({ name, from: match.index, to });
    else if (!isEnd) open.push({ name, from: match.index });
    else {
      const start = open.pop();
      if (start && open.length > 0) found.push({ ...start, to });
    }
  }
  return found;
}

type Mutate = (text: string, pick: (below: number) => number) => string;

const names = [
  't:Id',
  'm:Items',
  't:FieldURI',
  't:Not',
  't:Value',
  'x',
  't:ItemId',
  't:FolderId',
  't:Message',
  'm:__proto__',
];
const texts = [
  '',
  '-1',
  '99999999999999999999',
  'NaN',
  '2026-13-45T99:99:99Z',
  '\u0000',
  '💥',
  ']]>',
  '&#x10FFFF;',
  'constructor',
];

const at = (list: readonly string[], index: number) => list[index % list.length] ?? '';

/** Changes one element; the text as it is where there is none left. */
const onElement =
  (change: (span: Span, text: string, pick: (below: number) => number) => string): Mutate =>
  (text, pick) => {
    const spans = elementsIn(text);
    const span = spans[pick(Math.max(1, spans.length))];
    return span ? change(span, text, pick) : text;
  };

const replaced = ({ from, to }: Span, text: string, by: string) => text.slice(0, from) + by + text.slice(to);
const of = ({ from, to }: Span, text: string) => text.slice(from, to);

const mutations: readonly Mutate[] = [
  (text, pick) => {
    const index = pick(Math.max(1, text.length));
    return text.slice(0, index) + String.fromCharCode(pick(0x180)) + text.slice(index + 1);
  },
  (text, pick) => text.slice(0, pick(text.length + 1)),
  onElement((span, text) => replaced(span, text, '')),
  onElement((span, text) => replaced(span, text, of(span, text).repeat(2))),
  onElement((span, text, pick) => replaced(span, text, of(span, text).repeat(1 + pick(40)))),
  onElement((span, text, pick) => {
    const spans = elementsIn(text).filter(({ from }) => from >= span.to);
    const other = spans[pick(Math.max(1, spans.length))];
    if (!other) return text;
    const between = text.slice(span.to, other.from);
    return text.slice(0, span.from) + of(other, text) + between + of(span, text) + text.slice(other.to);
  }),
  onElement((span, text, pick) => replaced(span, text, of(span, text).replaceAll(span.name, at(names, pick(99))))),
  onElement((span, text, pick) => {
    const depth = 1 + pick(80);
    return replaced(span, text, `<${span.name}>`.repeat(depth) + of(span, text) + `</${span.name}>`.repeat(depth));
  }),
  onElement((span, text, pick) => {
    const many = Array.from(
      { length: 1 + pick(90) },
      (_, index) => ` a${index}="${at(texts, index).replace(/[<&]/g, '')}"`,
    );
    return replaced(
      span,
      text,
      of(span, text).replace(/^<[\w:.-]+/, (start) => start + many.join('')),
    );
  }),
  onElement((span, text, pick) => replaced(span, text, of(span, text).replace(/>[^<]*</, `>${at(texts, pick(99))}<`))),
  onElement((span, text, pick) =>
    replaced(span, text, of(span, text).replace(/="[^"]*"/, `="${at(texts, pick(99))}"`)),
  ),
  onElement((span, text, pick) => {
    const long = 'x'.repeat(1 + pick(50_000));
    return replaced(span, text, of(span, text).replace(/(>|=")[^<"]*/, `$1${long}`));
  }),
  onElement((span, text, pick) =>
    replaced(
      span,
      text,
      of(span, text).replace(/ [\w:]+="[^"]*"/, (one) => one.repeat(pick(3))),
    ),
  ),
];

/** A document with some of its pieces changed, moved, multiplied or missing. */
export function mutated(documents: readonly string[]): fc.Arbitrary<string> {
  const step = fc.tuple(fc.nat(mutations.length - 1), fc.array(fc.nat(1_000_000), { minLength: 3, maxLength: 3 }));
  const steps = fc.array(step, { minLength: 1, maxLength: 4 });
  return fc.tuple(fc.nat(documents.length - 1), steps).map(([index, all]) =>
    all.reduce((text, [which, numbers]) => {
      let used = 0;
      const pick = (below: number) => (numbers[used++ % numbers.length] ?? 0) % below;
      return mutations[which]?.(text, pick) ?? text;
    }, documents[index] ?? ''),
  );
}
