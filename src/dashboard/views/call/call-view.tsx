export function CallView() {
  return <h1>A call that reached no server</h1>;
}
