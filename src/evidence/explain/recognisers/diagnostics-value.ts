import { type Diagnostics, diagnosticsHeader } from '../../../protocol/diagnostics.js';
import { exchangeErrors } from '../../../protocol/exchange-errors.js';
import { diagnoseRefusal } from '../../knowledge/diagnose-refusal.js';
import { refusalTexts } from '../../knowledge/refusal-text.js';
import { type Finding, type Recogniser, weights } from '../finding.js';
import { type PastedText, shortened } from '../pasted-text.js';
import { findPhrase } from '../phrase.js';

/** The header's value with or without the blanks of documentation; a part of it may be missing (facts/oauth-inbound §1.1). */
const whole = /\b([24]\d{6})\s?;\s?(?:reason\s?=\s?"(.{0,1000}?)"\s?;\s?)?error_category\s?=\s?"([\w ]{0,60})"/g;
const cutOff = /\b([24]\d{6})\s?;\s?reason\s?=\s?"([^"]{0,1000})(?:"|$)/g;
const categoryAlone = /\berror_category\s?=\s?"(\w{1,60})"/g;
const codeAlone = new RegExp(`${diagnosticsHeader}(?:-from-backend)?\\s?[:=]\\s?([24]\\d{6})\\b`, 'gi');

/** The same refusal a thousand times is one. */
const most = 20;

/** `x-ms-diagnostics`: a header, its value, or glued to the last line of an exception. */
export const diagnosticsValue: Recogniser = {
  looksFor: 'an x-ms-diagnostics value, such as 2000003;reason="…";error_category="invalid_resource"',
  find(text) {
    const found = [...diagnosticsIn(text.plain), ...(text.joined === text.plain ? [] : diagnosticsIn(text.joined))];
    const findings = found.map(({ diagnostics, words }) => findingOf(diagnostics, words, weights.diagnostics));
    return findings.length > 0 ? leastGuessed(findings) : reasonAlone(text);
  },
};

interface Found {
  readonly diagnostics: Diagnostics;
  readonly words: string;
}

function diagnosticsIn(text: string): readonly Found[] {
  const complete = matches(whole, text, ([, code = '', reason = '', category = '']) =>
    diagnosticsOf(code, reason, category),
  );
  if (complete.length > 0) return complete;
  const cut = matches(cutOff, text, ([, code = '', reason = '']) => diagnosticsOf(code, reason, ''));
  if (cut.length > 0) return cut;
  const codes = matches(codeAlone, text, ([, code = '']) => diagnosticsOf(code, '', ''));
  if (codes.length > 0) return codes;
  return matches(categoryAlone, text, ([, category = '']) => diagnosticsOf('0', '', category));
}

function matches(pattern: RegExp, text: string, read: (match: RegExpMatchArray) => Diagnostics): readonly Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(pattern)) {
    if (found.length === most) break;
    found.push({ diagnostics: read(match), words: match[0] });
  }
  return found;
}

/** Where the category is missing, the number stands for it; 2000009 is that of the newer builds. */
function diagnosticsOf(code: string, reason: string, category: string): Diagnostics {
  const number = Number(code);
  return { code: number, reason: withBlanks(reason), errorCategory: category || (categoryOf.get(number) ?? '') };
}

/** IIS writes a blank as `+`. */
function withBlanks(reason: string): string {
  return /\s/.test(reason) ? reason : reason.replaceAll('+', ' ');
}

const categoryOf = new Map<number, string>(
  Object.values(exchangeErrors).flatMap((row) => [
    [row.code, row.category] as const,
    ...('newerBuilds' in row ? [[row.newerBuilds.code, row.newerBuilds.category] as const] : []),
  ]),
);
categoryOf.set(2_000_009, 'invalid_issuer');

function findingOf(diagnostics: Diagnostics, words: string, weight: number): Finding {
  const { symptom, normal, causes, quoted } = diagnoseRefusal(diagnostics, {});
  return { kind: diagnosticsHeader, words: shortened(words), meaning: symptom, normal, causes, quoted, weight };
}

/** Of two readings, with and without the line breaks of Format-List, the one that names fewer causes read the reason. */
function leastGuessed(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => a.causes.length - b.causes.length);
}

/** Only the sentence, as people quote it. */
function reasonAlone(text: PastedText): readonly Finding[] {
  for (const { sentence, code, category } of refusalTexts) {
    const found = findPhrase(sentence, text);
    if (found)
      return [findingOf({ code, errorCategory: category, reason: found.words }, found.words, weights.diagnostics - 1)];
  }
  return [];
}
