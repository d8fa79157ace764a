import type { Tenant } from '../directory/tenant.js';
import type { CmdletContext } from './cmdlet.js';

/** Changes the tenant that the cloud session is connected to. */
export function changeTenant({ state, tenant }: CmdletContext, transition: (tenant: Tenant) => Tenant): Promise<void> {
  return state.change((current) => ({
    ...current,
    tenants: current.tenants.map((candidate) =>
      candidate.tenantId === tenant.tenantId ? transition(candidate) : candidate,
    ),
  }));
}
