import type { PowerShellObject } from '../shell/cmdlet.js';
import type { CmdletOutcome } from '../shell/run-cmdlet.js';
import type { TestOAuthConnectivityResult } from './lab-interface.js';

/** The object of Test-OAuthConnectivity with the transactions it caused. */
export function connectivityResult({ output, transactionIds = [] }: CmdletOutcome): TestOAuthConnectivityResult {
  const [object] = output as readonly (PowerShellObject & Omit<TestOAuthConnectivityResult, 'transactionIds'>)[];
  if (!object) throw new Error('Test-OAuthConnectivity gave no object.');
  return { ...object, transactionIds };
}
