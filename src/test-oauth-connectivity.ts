import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lab, StartOptions, TestOAuthConnectivityResult } from './lab/lab-interface.js';
import { startLab } from './lab.js';
import { LabError } from './lab-error.js';
import type { GivenParameters } from './shell/parameter-binder.js';
import type { SessionRequest } from './shell/session.js';

/** Starts a lab for a while: in a temporary directory, on free ports. Its close() removes the directory too. */
export async function startTemporaryLab(options: StartOptions = {}): Promise<Lab> {
  const dataDir = await mkdtemp(join(tmpdir(), 'exchange-oauth-lab-')).catch((error: Error) => {
    throw new LabError(`There is no place for a lab of this call: ${error.message}.`, { cause: error });
  });
  const ports = { exchangePort: 0, exchangeHttpPort: 0, cloudPort: 0, controlPort: 0 };
  const removeDirectory = () => rm(dataDir, { recursive: true, force: true });
  try {
    const lab = await startLab({ ...ports, dataDir, ...options });
    const close = () => lab.close().finally(removeDirectory);
    return { ...lab, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await removeDirectory();
    throw error;
  }
}

/** One Test-OAuthConnectivity in a lab that lives for this call. Throws CmdletError for a terminating error. */
export async function testOAuthConnectivity(
  parameters: GivenParameters,
  options: StartOptions & SessionRequest = {},
): Promise<TestOAuthConnectivityResult> {
  const { session, delegatedOrganization, ...settings } = options;
  await using lab = await startTemporaryLab(settings);
  return await lab.testOAuthConnectivity(parameters, { session, delegatedOrganization });
}
