import { optionsFromEnvironment } from '../config.js';
import type { Lab } from '../lab/lab-interface.js';
import type { Console } from './console.js';
import { LabClient, labAddress, NoLabError } from './lab-client.js';

/** Works with the lab that was named; else with the one on the default port; else with one that lives for this call. */
export async function withLab<Result>(
  flag: string | undefined,
  console: Console,
  work: (client: LabClient) => Promise<Result>,
): Promise<Result> {
  const { url, named } = labAddress(flag, console);
  const client = new LabClient(url, console.environment.EXCHANGE_OAUTH_LAB_TOKEN);
  if (await isThere(client, named)) return work(client);
  console.err(`No lab answers at ${url}: starting one for this call.\n`);
  const { startTemporaryLab } = await import('../test-oauth-connectivity.js'); // the whole lab: not needed by a thin client
  // What the environment says of the world holds for it too; its place and its ports are its own.
  const {
    dataDir: _d,
    exchangePort: _e,
    exchangeHttpPort: _h,
    cloudPort: _c,
    controlPort: _p,
    controlHost: _o,
    tour: _t,
    json: _j,
    ...world
  } = optionsFromEnvironment(console.environment);
  return await endedBySignals(startTemporaryLab(world), ({ control }) =>
    work(new LabClient(control.url, control.token)),
  );
}

/** A lab that was named must be there; of one that was not, anything that is no lab means that there is none. */
async function isThere(client: LabClient, named: boolean): Promise<boolean> {
  try {
    await client.reach();
    return true;
  } catch (error) {
    if (named || !(error instanceof NoLabError)) throw error;
    return false;
  }
}

/** Works in a lab that lives for this call. Ctrl-C ends it as well: its keys must not stay behind. */
async function endedBySignals<T>(starting: Promise<Lab>, work: (lab: Lab) => Promise<T>): Promise<T> {
  let stopping = false;
  const exitCodeOf = { SIGINT: 130, SIGTERM: 143 } as const; // 128 + its number, as shells have it
  const stop = (signal: NodeJS.Signals): void => {
    stopping = true;
    void starting
      .then((lab) => lab.close())
      .catch(() => undefined) // it did not start, so there is nothing to close
      .finally(() => process.exit(exitCodeOf[signal as keyof typeof exitCodeOf]));
  };
  const signals = Object.keys(exitCodeOf) as (keyof typeof exitCodeOf)[];
  for (const signal of signals) process.once(signal, stop);
  try {
    await using lab = await starting;
    return await work(lab);
  } catch (error) {
    if (stopping) await new Promise(() => {}); // the lab was closed under it; the process is about to end
    throw error;
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
