import type { Cause } from '../knowledge/cause.js';
import { type Direction, type Finding, type Recogniser, weights } from './finding.js';
import { type PastedText, shortened } from './pasted-text.js';

/** A sentence of some program, word by word, with {name} for what varies, and what it means. */
export interface Phrase {
  readonly words: string;
  readonly meaning: string;
  readonly causes: readonly Cause[];
  readonly direction?: Direction;
}

/** So much stands for one {name}. */
const longestValue = 400;
/** So many places are tried; whoever pastes a whole log has the same sentence in it a thousand times. */
const mostPlaces = 20;

/** Sentences of one kind of trace. */
export function phraseRecogniser(
  looksFor: string,
  kind: string,
  weight: keyof typeof weights,
  phrases: readonly Phrase[],
): Recogniser {
  return {
    looksFor,
    find: (text) =>
      phrases.flatMap((phrase) => {
        const found = findPhrase(phrase.words, text);
        return found ? [findingOf(phrase, found, kind, weights[weight])] : [];
      }),
  };
}

function findingOf(phrase: Phrase, found: FoundPhrase, kind: string, weight: number): Finding {
  const { meaning, causes, direction } = phrase;
  const { words, quoted } = found;
  return { kind, words: shortened(words), meaning, normal: false, causes, quoted, weight, direction };
}

export interface FoundPhrase {
  readonly words: string;
  readonly quoted: Readonly<Record<string, string>>;
}

/** Looks for the words in the text, on one line, and with the line breaks of Format-List taken out. */
export function findPhrase(words: string, { plain, joined }: PastedText): FoundPhrase | undefined {
  return findWords(words, plain) ?? (joined === plain ? undefined : findWords(words, joined));
}

/** Part after part by indexOf: no pattern that could take long. */
function findWords(words: string, text: string): FoundPhrase | undefined {
  const parts = words.split(/\{(\w+)\}/);
  const first = parts[0] ?? '';
  let start = text.indexOf(first);
  for (let place = 0; start >= 0 && place < mostPlaces; place += 1) {
    const found = findRest(parts, text, start);
    if (found) return found;
    start = text.indexOf(first, start + 1);
  }
  return undefined;
}

function findRest(parts: readonly string[], text: string, start: number): FoundPhrase | undefined {
  const quoted: Record<string, string> = {};
  let at = start + (parts[0] ?? '').length;
  for (let index = 1; index < parts.length; index += 2) {
    const next = parts[index + 1] ?? '';
    const end = next === '' ? endOfWord(text, at) : text.slice(at, at + longestValue + next.length).indexOf(next) + at;
    if (end < at) return undefined;
    quoted[parts[index] ?? ''] = text.slice(at, end);
    at = end + next.length;
  }
  return { words: text.slice(start, at), quoted };
}

function endOfWord(text: string, at: number): number {
  const length = text.slice(at, at + longestValue).search(/[\s'",;]/);
  return length < 0 ? Math.min(text.length, at + longestValue) : at + length;
}
