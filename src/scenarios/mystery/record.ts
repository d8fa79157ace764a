/** How hard a mystery is; `expert`: several faults at once. */
export const mysteryDifficulties = ['easy', 'medium', 'hard', 'expert'] as const;
export type MysteryDifficulty = (typeof mysteryDifficulties)[number];

/** What breaks the lab in a mystery, and how far it has been solved. */
export interface MysteryFault {
  /** Id and title of the scenario. */
  readonly scenario: string;
  readonly title: string;
  /** Id in the catalogue of causes. */
  readonly cause: string;
  readonly ticket: string;
  /** How many hints were told. */
  readonly hints: number;
  /** When its cause was named, ISO 8601. */
  readonly named: string | null;
  /** When its check passed; null again where a later check did not. */
  readonly mended: string | null;
}

export interface MysteryAnswer {
  /** ISO 8601. */
  readonly time: string;
  /** Id in the catalogue of causes. */
  readonly cause: string;
  readonly right: boolean;
}

/** A cmdlet that has changed the lab. */
export interface MysteryChange {
  /** ISO 8601. */
  readonly time: string;
  readonly cmdlet: string;
  readonly session: string;
  /** As text, shortened; secrets and files are left out. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Its cmdlet is none of those that mend the faults. */
  readonly wrong: boolean;
}

/** All that is kept of one mystery: a file each. Times are real ones, whatever the lab's clock says. */
export interface MysteryRecord {
  readonly version: 1;
  readonly id: string;
  /** Empty where nobody was named. */
  readonly student: string;
  readonly seed: number;
  /** `any` where none was asked for. */
  readonly difficulty: MysteryDifficulty | 'any';
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly outcome: 'solved' | 'given up' | null;
  readonly faults: readonly MysteryFault[];
  readonly answers: readonly MysteryAnswer[];
  readonly changes: readonly MysteryChange[];
}

const text = { type: 'string' } as const;
const textOrNull = { type: ['string', 'null'] } as const;
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$' } as const;

function object(properties: Readonly<Record<string, object>>) {
  return { type: 'object', required: Object.keys(properties), properties } as const;
}

const fault = object({
  ...{ scenario: text, title: text, cause: text, ticket: text, hints: { type: 'integer', minimum: 0 } },
  ...{ named: textOrNull, mended: textOrNull },
});
const change = object({
  ...{ time, cmdlet: text, session: text, wrong: { type: 'boolean' } },
  parameters: { type: 'object', additionalProperties: text },
});

/** JSON schema of a record: what is read may have been copied, edited or cut. */
export const recordSchema = object({
  ...{ version: { const: 1 }, id: text, student: text, seed: { type: 'integer' } },
  difficulty: { enum: [...mysteryDifficulties, 'any'] },
  startedAt: time,
  endedAt: { anyOf: [time, { type: 'null' }] },
  outcome: { enum: ['solved', 'given up', null] },
  faults: { type: 'array', minItems: 1, items: fault },
  answers: { type: 'array', items: object({ time, cause: text, right: { type: 'boolean' } }) },
  changes: { type: 'array', items: change },
});
