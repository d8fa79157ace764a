export function ScenarioView() {
  return <h1>Scenario</h1>;
}
