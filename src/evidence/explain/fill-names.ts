import type { FixStep } from '../knowledge/cause.js';

/** Values for the `<host>`, `<domain>`, `<mailbox>`, `<tenant id>`, `<thumbprint>`, `<server>` of a command. */
export type Names = Readonly<Record<string, string | undefined>>;

/** The command with the names that are known; the others stay what the reader has to fill in. */
export function fillNames(command: string, names: Names): string {
  return command.replace(/<([a-z][a-z ]*)>/g, (placeholder, name: string) => {
    const value = names[name];
    return value === undefined || !isHarmless(value) ? placeholder : value;
  });
}

/** Evidence is not trusted: nothing of it may end a string or begin a command of its own. */
function isHarmless(value: string): boolean {
  return /^[\p{L}\p{N}.@_:/-]{1,253}$/u.test(value);
}

export function fillSteps(steps: readonly FixStep[], names: Names): readonly FixStep[] {
  return steps.map((step) =>
    step.command === undefined ? step : { ...step, command: fillNames(step.command, names) },
  );
}
