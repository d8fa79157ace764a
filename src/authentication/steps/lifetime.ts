import { jwtLibraryTexts, type ParsedToken, readableToken, type UnreadableTime } from '../../protocol/token.js';
import { judgeLifetime } from '../../protocol/token-lifetime.js';
import { goOn, required, type Step, type StepOutcome, stop } from '../judgement.js';

/** Times of the signed token. */
export const lifetime: Step = {
  name: 'lifetime',
  place: 'module',
  varies: true,
  check: ({ now }, found) => checkLifetime(required(found.signedToken, 'token'), now),
};

/**
 * An expired token and one that is not yet valid get the same words; a missing `exp` and dates the wrong way round get
 * the library's (facts/oauth-inbound §1.4, Lifetime). `now` in milliseconds since 1970.
 */
export function checkLifetime(token: ParsedToken, now: number): StepOutcome {
  const seconds = Math.floor(now / 1000);
  const judged = judgeLifetime(token.claims, seconds);
  if (judged.verdict === 'noExpiration') {
    const text = jwtLibraryTexts.missingExpiration(readableToken(token));
    return stop('The claim exp is missing.', 'TokenLibraryText', text);
  }
  if (judged.verdict === 'unreadable') return unreadable(token, judged.claim, judged.why);
  const { validFrom, validTo } = judged.times;
  if (judged.verdict === 'endsBeforeItBegins') {
    return stop(
      'The token ends before it begins.',
      'TokenLibraryText',
      jwtLibraryTexts.invalidDates(dotNetDate(validFrom ?? 0), dotNetDate(validTo)),
    );
  }
  const begin = validFrom === undefined ? 'any time' : isoDate(validFrom);
  const detail = `Valid from ${begin} to ${isoDate(validTo)}; it is ${isoDate(seconds)}, 5 minutes of skew are allowed.`;
  return judged.verdict === 'valid' ? goOn(detail) : stop(detail, 'TokenExpired');
}

/**
 * A time that is there and can't be read is refused in the library's words (inferred: as it does with its other texts). Of
 * the exception that it quotes .NET prints the stack as well; the lab has its first line.
 */
function unreadable({ claims }: ParsedToken, name: 'nbf' | 'exp', why: UnreadableTime): StepOutcome {
  const value = claims[name];
  const shown =
    typeof value !== 'object'
      ? String(value)
      : Array.isArray(value)
        ? 'System.Collections.ArrayList'
        : 'System.Collections.Generic.Dictionary`2[System.String,System.Object]';
  const detail = `The claim ${name} holds no time.`;
  if (why === 'outOfRange') {
    const inner = 'System.OverflowException: TimeSpan overflowed because the duration is too long.';
    return stop(detail, 'TokenLibraryText', jwtLibraryTexts.timeOutOfRange(name, shown, inner));
  }
  const inner =
    typeof value === 'string'
      ? 'System.FormatException: Input string was not in a correct format.'
      : `System.InvalidCastException: Unable to cast object of type '${shown}' to type 'System.IConvertible'.`;
  return stop(detail, 'TokenLibraryText', jwtLibraryTexts.timeIsNoNumber(name, shown, inner));
}

/** Moments written down lately: those of a token stay the same, and now is the same for a second. All go when it is full. */
const written = new Map<number, string>();
const mostWritten = 256;

/** Times a token may carry and a Date can't hold are shown as the number they are. */
function isoDate(seconds: number): string {
  const known = written.get(seconds);
  if (known !== undefined) return known;
  const date = new Date(seconds * 1000);
  const text = Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace('.000Z', 'Z');
  if (written.size >= mostWritten) written.clear();
  written.set(seconds, text);
  return text;
}

/** .NET's general date format of the invariant culture, `MM/dd/yyyy HH:mm:ss`. */
function dotNetDate(seconds: number): string {
  const [date = '', time = ''] = isoDate(seconds).replace('Z', '').split('T');
  const [year, month, day] = date.split('-');
  return time === '' ? date : `${month}/${day}/${year} ${time}`;
}
