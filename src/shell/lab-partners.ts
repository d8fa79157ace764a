import type { HttpResponse } from '../network/http-response.js';

export const partnerNames = ['sfb', 'sharepoint'] as const;

/** The servers of the lab that are partners of Exchange, as cmdlets see them. */
export interface LabPartners {
  readonly all: readonly { readonly name: string; readonly product: string; readonly host: string }[];
  /** Has a partner call Exchange Web Services with a token of its own. */
  callExchange(
    name: string,
    call: { readonly host: string; readonly mailbox: string | undefined; readonly clientRequestId: string },
  ): Promise<HttpResponse>;
  /** Has it read Exchange's metadata; gives why that failed. */
  refresh(name: string): Promise<string | undefined>;
  /** Has all of them forget it: the lab is put back to healthy. */
  forget(): void;
}
