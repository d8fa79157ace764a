import { toNumber } from '../conversions.js';
import { EvaluationError } from '../evaluation-error.js';
import { type ShellCommand, toggle, value } from '../shell-command.js';
import { toText } from '../text.js';
import { SecureText, TimeSpan } from '../values.js';

export const readHost: ShellCommand = {
  name: 'Read-Host',
  synopsis: 'Asks for a line.',
  rest: 'Prompt',
  parameters: [
    value('Prompt', 'What is asked.', 0),
    toggle('AsSecureString', 'It is not shown.'),
    toggle('MaskInput', 'It is not shown.'),
  ],
  async run({ given: { Prompt: prompt, AsSecureString: secure, MaskInput: mask }, shell }) {
    const question = prompt === undefined ? '' : `${toText(prompt)}: `;
    const line = await shell.readLine(question, secure !== undefined || mask !== undefined);
    if (line === undefined) {
      throw new EvaluationError(
        `[lab] Read-Host asks '${question.trim()}', and there is nobody to answer: send the line in "answers".`,
        'ConfirmationRequired',
      );
    }
    return [secure === undefined ? line : new SecureText(line)];
  },
};

export const convertToSecureString: ShellCommand = {
  name: 'ConvertTo-SecureString',
  synopsis: 'Makes text that is not shown.',
  parameters: [
    value('String', 'The text.', 0),
    toggle('AsPlainText', 'It is the text itself.'),
    toggle('Force', 'Yes, it is.'),
  ],
  run({ given: { String: text, AsPlainText: plain }, input }) {
    const given = text ?? input[0];
    if (plain === undefined || given === undefined) {
      throw new EvaluationError(
        '[lab] ConvertTo-SecureString takes plain text in this lab: -String … -AsPlainText -Force.',
        'InvalidArgument',
      );
    }
    return [new SecureText(toText(given))];
  },
};

export const startSleep: ShellCommand = {
  name: 'Start-Sleep',
  aliases: ['sleep'],
  synopsis: 'Waits, in real time; Set-LabClock moves the lab’s.',
  parameters: [
    value('Seconds', 'So many seconds.', 0),
    { ...value('Milliseconds', 'So many milliseconds.'), aliases: ['m'] },
  ],
  async run({ given: { Seconds: seconds = null, Milliseconds: milliseconds = null }, shell }) {
    await shell.sleep(toNumber(seconds) * 1000 + toNumber(milliseconds));
    return [];
  },
};

const units = { Days: 86_400_000, Hours: 3_600_000, Minutes: 60_000, Seconds: 1000 } as const;

export const newTimeSpan: ShellCommand = {
  name: 'New-TimeSpan',
  synopsis: 'Makes a span of time.',
  parameters: Object.keys(units).map((unit) => value(unit, `So many ${unit.toLowerCase()}.`)),
  run: ({ given }) => [
    new TimeSpan(
      Object.entries(units).reduce((total, [unit, length]) => total + toNumber(given[unit] ?? null) * length, 0),
    ),
  ],
};

export const clearHost: ShellCommand = {
  name: 'Clear-Host',
  aliases: ['cls', 'clear'],
  synopsis: 'Clears the screen.',
  parameters: [],
  run({ shell }) {
    shell.clear();
    return [];
  },
};
