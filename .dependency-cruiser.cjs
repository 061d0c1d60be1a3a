module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'A circle means that two files are one thought in two places.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules know their own rules and the vocabulary; everything else reaches them as an argument.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/rules/', pathNot: '[.]test[.]tsx?$' },
      to: { pathNot: '^src/(modules/$1/rules|vocabulary)/|^node_modules/(decimal[.]js|astronomy-engine)/' },
    },
    {
      name: 'vocabulary-imports-nothing',
      comment: 'The floor of the house stands on nothing.',
      severity: 'error',
      from: { path: '^src/vocabulary/', pathNot: '[.]test[.]ts$' },
      to: { pathNot: '^src/vocabulary/' },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(modules|application|main)' },
    },
    {
      name: 'enter-a-module-by-its-door',
      comment: 'Modules meet only at index.ts.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/[^/]+/', pathNot: '^src/modules/($1/|[^/]+/index[.]ts$)' },
    },
    {
      name: 'queries-do-not-act',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/queries/', pathNot: '[.]test[.]tsx?$' },
      to: { path: '^src/modules/$1/(actions|web)/' },
    },
    {
      name: 'actions-do-not-present',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/actions/', pathNot: '[.]test[.]tsx?$' },
      to: { path: '^src/modules/$1/web/|^src/platform/(http|page)/' },
    },
    {
      name: 'browser-is-a-guest',
      comment:
        'What runs in the browser may use only what knows neither server nor database: fields, rules, words, parts of pages.',
      severity: 'error',
      from: { path: '^src/browser/', pathNot: '[.]test[.]tsx?$' },
      to: {
        path: '^src/|^(node:|fs|path|crypto)',
        pathNot:
          '^src/(browser|vocabulary|platform/page)/|^src/platform/http/(form-fields|address-fields|problems)[.]ts$|^src/modules/[^/]+/(web/[^/]+-fields[.]ts$|rules/)',
      },
    },
    {
      name: 'fields-are-for-both',
      comment: 'The same fields check a form in the browser and on the server.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/web/[^/]+-fields[.]ts$' },
      to: {
        pathNot:
          '^src/vocabulary/|^src/platform/http/(form-fields|address-fields)[.]ts$|^src/modules/$1/(rules/|web/[^/]+-fields[.]ts$)|^node_modules/zod/',
      },
    },
    {
      name: 'nobody-needs-the-browser',
      severity: 'error',
      from: { pathNot: '^src/browser/' },
      to: { path: '^src/browser/' },
    },
    {
      name: 'only-settings-read-the-environment',
      severity: 'error',
      from: { path: '^src/modules/' },
      to: { path: '^src/settings' },
    },
    {
      name: 'help-waits-for-nothing',
      comment: 'The list of commands is read without what they do; that is loaded when it is asked for.',
      severity: 'error',
      from: { path: '^src/(main|commands/(index|command))[.]ts$' },
      to: {
        pathNot: '^src/commands/(index|command)[.]ts$',
        dependencyTypesNot: ['core', 'dynamic-import', 'type-only', 'pre-compilation-only'],
      },
    },
    ...arrows(),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
}

/** The chain of the product is the order of the imports: a floor may use only the floors below it. */
function arrows() {
  const floors = [
    ['identity'],
    ['organisation'],
    ['calendar'],
    ['documents'],
    ['plans', 'coordination', 'activities', 'petitions', 'movement', 'democracy', 'personal-data'],
    ['reception'],
    ['indicators'],
    ['reports'],
    ['criteria'],
    ['awards'],
    ['dashboards'],
    ['portal', 'spreadsheets'],
    ['upkeep'],
    ['notices', 'webhooks'],
  ]
  return floors.map((floor, index) => {
    const above = floors.slice(index + 1).flat()
    return {
      name: `${floor.join('-')}-looks-down-only`,
      comment: 'Imports follow the arrows of the chain (ARCHITECTURE.md).',
      severity: 'error',
      from: { path: `^src/modules/(${floor.join('|')})/`, pathNot: '[.]test[.]tsx?$' },
      to: { path: `^src/modules/(${above.join('|') || 'none'})/` },
    }
  })
}
