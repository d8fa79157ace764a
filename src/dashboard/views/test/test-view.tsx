export function TestView() {
  return <h1>Run a test</h1>;
}
