// The first value of a source that ends after it, as a promise.

import { pipe, type Source, take, toPromise } from 'wonka'

export const firstValueFrom = <Value>(source: Source<Value>): Promise<Value> => pipe(source, take(1), toPromise)
