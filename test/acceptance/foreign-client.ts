import { execFile } from 'node:child_process';
import type { Lab } from '../../src/index.js';

/** What came of each step of a client that we did not write: what it returned, or how it failed. */
export type Outcomes = Readonly<Record<string, unknown>>;

/** Where the lab stands for the names of the real world, as a hosts file with ports would say it. */
export function placesOf(lab: Lab): Readonly<Record<string, readonly [host: string, port: number]>> {
  const place = (url: string) => {
    const { hostname, port } = new URL(url);
    return [hostname, Number(port)] as const;
  };
  return {
    'owa.msxfaq.de': place(lab.exchange.url),
    'autodiscover.msxfaq.de': place(lab.exchange.url),
    'outlook.office365.com': place(lab.cloud.url),
  };
}

/** Runs a program that reads what to do as JSON and writes what came of it as JSON. */
export function runClient(program: string, options: readonly string[], wishes: object): Promise<Outcomes> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, options, { timeout: 120_000, maxBuffer: 8 << 20 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${error.message}\n${stderr}`));
      else resolve(JSON.parse(stdout) as Outcomes);
    });
    child.stdin?.end(JSON.stringify(wishes));
  });
}
