// Runs every rule that is not deprecated: experimental, best practice, AAA and those that are off by default too.
// A first argument that is a list runs these rules alone.
const done = arguments[arguments.length - 1];
const rules = Array.isArray(arguments[0])
  ? arguments[0]
  : axe.getRules().filter(rule => !rule.tags.includes('deprecated')).map(rule => rule.ruleId);
const flat = results => results.flatMap(result => result.nodes.map(node => ({
  rule: result.id,
  target: node.target.flat().join(' '),
  html: node.html,
  why: [...node.any, ...node.all, ...node.none].map(check => check.message).join('; '),
})));
axe.run(document, { runOnly: { type: 'rule', values: rules }, resultTypes: ['violations', 'incomplete'] }).then(
  results => done({ rules, violations: flat(results.violations), incomplete: flat(results.incomplete) }),
  error => done({ rules: [], violations: [{ rule: 'axe', target: '', html: '', why: String(error) }], incomplete: [] }),
);
