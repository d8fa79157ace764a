/** The views of the lab's page, each with what its address ends with and the heading that tells it is there. */
export interface View {
  readonly hash: string;
  readonly heading: string;
}

export const views: readonly View[] = [{ hash: '', heading: 'exchange-oauth-lab' }];
