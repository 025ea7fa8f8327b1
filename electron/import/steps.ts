/** Long work is a generator: what it yields says how far it is, and between its steps it can be left. */
type Steps<Step, Value> = Generator<Step, Value, void>

/** Takes all steps at once, for callers that have nothing to do between them. */
export function finishSteps<Value>(steps: Steps<unknown, Value>): Value {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** The same work, its steps told otherwise. Leaving it early leaves `steps` as well, which then close their files. */
export function* mapSteps<From, To, Value>(steps: Steps<From, Value>, map: (step: From) => To): Steps<To, Value> {
  const left: Steps<unknown, unknown> = steps
  try {
    for (;;) {
      const step = steps.next()
      if (step.done === true) return step.value
      yield map(step.value)
    }
  } finally {
    left.return(undefined)
  }
}
