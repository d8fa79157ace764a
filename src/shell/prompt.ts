/** A question of a cmdlet, as PowerShell puts it to who typed it. */
export interface Prompt {
  /** What is asked, for who answers by program. */
  readonly name: string;
  readonly caption: string;
  readonly message: string;
  readonly choices: readonly Choice[];
  /** Key of the choice that Enter takes. */
  readonly defaultChoice: string;
}

export interface Choice {
  readonly key: string;
  readonly label: string;
}

/** What is about to be done to what. */
export interface Operation {
  readonly target: string;
  /** What is done, where the cmdlet's name does not say it. */
  readonly action?: string;
  /** The question where Exchange has words of its own. */
  readonly question?: string;
}

/** Where the answers come from: a list sent along, or a person. */
export interface Answers {
  /** The key of a choice, or undefined when nobody answers. */
  answer(prompt: Prompt): Promise<string | undefined> | string | undefined;
}

/** The choices of PowerShell's Confirm. */
export const confirmChoices: readonly Choice[] = [
  { key: 'Y', label: 'Yes' },
  { key: 'A', label: 'Yes to All' },
  { key: 'N', label: 'No' },
  { key: 'L', label: 'No to All' },
];

/** A confirmation: `Y` is what Enter means. */
export function confirmPrompt(name: string, message: string): Prompt {
  return { name, caption: 'Confirm', message, choices: confirmChoices, defaultChoice: 'Y' };
}

/** `Y` of `y`, `yes`, or of nothing where it is the default; undefined when it is none of the choices. */
export function readChoice({ choices, defaultChoice }: Prompt, text: string): string | undefined {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return defaultChoice;
  return choices.find(({ key, label }) => [key.toLowerCase(), label.toLowerCase()].includes(wanted))?.key;
}
