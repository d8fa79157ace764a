import type { TestResult } from '../../../scenarios/evidence.js';
import { TextBlock } from '../../components/text-block.js';

/** What a scenario's check said, or the terminating error it ended with. */
export function SaidResult({ result, label }: { readonly result: TestResult; readonly label: string }) {
  if (!('error' in result)) return <TextBlock text={result.text} label={label} wraps />;
  return <TextBlock text={result.error.message} label={`${label}: a terminating error`} wraps kind="red" />;
}
