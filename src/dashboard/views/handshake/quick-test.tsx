import type { UsualTest } from '../../../lab/description.js';
import { call } from '../../api/client.js';
import { ActionButton, useDoing } from '../../components/action.js';
import { Failure } from '../../components/loaded.js';
import { details } from '../../state/lab.js';

/** Test-OAuthConnectivity in both directions, as the start of the lab runs it; its form is a view of its own. */
export function QuickTest() {
  const doing = useDoing();
  const lab = details.value;
  if (!lab) return null;
  const { cloudAsksOnPremises, onPremisesAsksCloud } = lab.usualTests;
  const test = async ({ cmdlet, parameters }: UsualTest) => {
    await call('POST', `/api/cmdlets/${cmdlet}`, { parameters });
  };
  return (
    <>
      <ActionButton kind="primary" doing={doing} onDo={() => test(cloudAsksOnPremises)}>
        Test: cloud asks on-premises
      </ActionButton>
      <ActionButton doing={doing} onDo={() => test(onPremisesAsksCloud)}>
        Test: on-premises asks cloud
      </ActionButton>
      {doing.error && <Failure error={doing.error} />}
    </>
  );
}
