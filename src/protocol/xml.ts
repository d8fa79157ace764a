/** A piece of finished XML; the tagged template below takes it as it is and escapes everything else. */
export class Xml {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type XmlValue = string | number | boolean | Xml | readonly Xml[] | undefined;

/** Writes XML: values are escaped, `Xml` pieces are not, undefined writes nothing. */
export function xml(strings: TemplateStringsArray, ...values: readonly XmlValue[]): Xml {
  let text = strings[0] ?? '';
  for (let index = 0; index < values.length; index += 1) text += render(values[index]) + (strings[index + 1] ?? '');
  return new Xml(text);
}

function render(value: XmlValue): string {
  if (value === undefined) return '';
  if (value instanceof Xml) return value.text;
  if (Array.isArray(value)) return value.map((piece) => piece.text).join('');
  return escapeXml(String(value));
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#xD;', // or it would not be read as it was (XML 1.0, "End-of-Line Handling")
};

/** Nothing in it to escape: ASCII that can be printed, save the five. */
const harmless = /^[\x20!#-%(-;=?-~]*$/;

/** Escapes for text and attribute values; characters that XML 1.0 forbids become U+FFFD. */
export function escapeXml(text: string): string {
  if (harmless.test(text)) return text;
  return (
    text
      .replace(/[&<>"'\r]/g, (char) => escapes[char] ?? char)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 §2.2 forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/\p{Surrogate}/gu, '\ufffd') // half of a pair: no encoding can carry it
  );
}
