declare module '../../../platform/database/database.ts' {
  interface Tables {
    indicator: {
      code: string
      title: string
      theme: string
      position: number
      unit_of_measure: string
      explanation: string
      source: string
      fact_code: string
      measure: 'count' | 'sum'
      measure_column: string | null
      filters: Readonly<Record<string, readonly string[]>>
      time: 'flow' | 'state'
    }
  }
}

export {}
