import type { Zone } from 'luxon';
import type { suggestionsViewOptions } from '../../ews-schema/suggestions.js';
import type { ValueOf } from '../../xsd/model.js';
import { EwsError } from '../errors.js';
import { momentsOf } from './wanted-view.js';

type Options = ValueOf<typeof suggestionsViewOptions>;

/** What is wished of the times that are proposed. Moments in milliseconds since 1970. */
export interface SuggestionWishes {
  readonly from: number;
  readonly to: number;
  /** How long the meeting is. */
  readonly minutes: number;
  readonly goodThreshold: number;
  readonly mostByDay: number;
  readonly mostOutsideWork: number;
  readonly minimumQuality: NonNullable<Options['MinimumSuggestionQuality']>;
}

/** What is taken for options that are left out, and their bounds: those of Microsoft's own client, the EWS Managed API. */
const numbers = {
  GoodThreshold: { usual: 25, least: 0, most: 50 },
  MaximumResultsByDay: { usual: 10, least: 0, most: 48 },
  MaximumNonWorkHourResultsByDay: { usual: 0, least: 0, most: 48 },
  MeetingDurationInMinutes: { usual: 60, least: 30, most: 1440 },
} as const;

/** Throws EwsError. CurrentMeetingTime changes nothing here: what it does in Exchange is unknown; GlobalObjectId is documented as not used. */
export function suggestionWishes(options: Options, zone: Zone): SuggestionWishes {
  const [from, to] = momentsOf(
    options.DetailedSuggestionsWindow,
    zone,
    'SuggestionsViewOptions.DetailedSuggestionsWindow',
  );
  return {
    from,
    to,
    minutes: numberIn(options, 'MeetingDurationInMinutes'),
    goodThreshold: numberIn(options, 'GoodThreshold'),
    mostByDay: numberIn(options, 'MaximumResultsByDay'),
    mostOutsideWork: numberIn(options, 'MaximumNonWorkHourResultsByDay'),
    minimumQuality: options.MinimumSuggestionQuality ?? 'Fair',
  };
}

function numberIn(options: Options, name: keyof typeof numbers): number {
  const { usual, least, most } = numbers[name];
  const value = options[name] ?? usual;
  if (value >= least && value <= most) return value;
  throw new EwsError('ErrorInvalidRequest', `[lab] ${name} must be between ${least} and ${most}.`);
}
