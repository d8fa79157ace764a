import { isNextDue, publishNext } from '../directory/auth-config.js';
import { certificatePublished } from '../evidence/events/auth-admin.js';
import type { ServiceHostParts } from './service-host-parts.js';

/** What the AuthAdmin servicelet does: the next auth certificate becomes the current one when its date is reached. */
export async function publishWhenDue(
  { state, eventLog }: Pick<ServiceHostParts, 'state' | 'eventLog'>,
  now: number,
): Promise<void> {
  if (!isNextDue(state.state.organization.authConfig, now)) return;
  let published = '';
  await state.change((current) => {
    const { organization } = current;
    // Somebody may have been faster since the look.
    if (!isNextDue(organization.authConfig, now)) return current;
    const authConfig = publishNext(organization.authConfig, now);
    published = authConfig.currentCertificateThumbprint;
    return { ...current, organization: { ...organization, authConfig } };
  });
  const machineName = state.state.organization.servers.find(({ reachable }) => reachable)?.fqdn;
  if (published === '' || machineName === undefined) return;
  eventLog.write(certificatePublished(published, machineName), now);
}
