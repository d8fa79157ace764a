/** The views of the lab's page, each with what its address ends with and the heading that tells it is there. */
export interface View {
  readonly hash: string;
  readonly heading: string;
  /** Name of its picture in docs/pictures, where the docs show one. */
  readonly picture?: string;
}

export const views: readonly View[] = [
  { hash: '', heading: 'The handshake' },
  { hash: '#/test', heading: 'Run a test' },
  { hash: '#/scenarios', heading: 'Scenarios' },
  { hash: '#/mystery', heading: 'Mystery' },
  { hash: '#/auth-certificate', heading: 'Auth certificate' },
  { hash: '#/explain', heading: 'Decode and explain' },
];
