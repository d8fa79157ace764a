import type { Readable } from 'node:stream';

/** Where a command reads and writes; handed in, so that tests can look. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  readonly environment: NodeJS.ProcessEnv;
  /** Where lines are typed, or piped in; nobody answers where it is left out. */
  readonly input?: (Readable & { readonly isTTY?: boolean }) | undefined;
  /** Where `out` writes, if that is a terminal. */
  readonly terminal?: NodeJS.WriteStream | undefined;
  /** Where `err` writes, if that is a terminal. */
  readonly errorTerminal?: Pick<NodeJS.WriteStream, 'write'> | undefined;
}

export const processConsole: Console = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  environment: process.env,
  get input() {
    return process.stdin; // opened when somebody reads
  },
  get terminal() {
    return process.stdout.isTTY ? process.stdout : undefined;
  },
  get errorTerminal() {
    return process.stderr.isTTY ? process.stderr : undefined;
  },
};

/** Exit codes of every command (design §2.5). */
export const exitCodes = { done: 0, failureFound: 1, wrongUsage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The command line can't be understood; the message is one line. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
