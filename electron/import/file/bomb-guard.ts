import { AppError } from '../../../shared/errors.ts'
import { bombFloorBytes, maxInflatedBytes, maxInflateRatio } from './limits.ts'

/** Throws `file-too-large` where packed bytes inflate, or are said to inflate, to more than any export does. */
export function refuseBomb(name: string, inflatedBytes: number, packedBytes: number): void {
  if (inflatedBytes > maxInflatedBytes) {
    throw new AppError('file-too-large', `${name} inflates to more than ${maxInflatedBytes / 1024 ** 3} GB.`, {
      file: name,
    })
  }
  if (inflatedBytes > bombFloorBytes && inflatedBytes > packedBytes * maxInflateRatio) {
    throw new AppError(
      'file-too-large',
      `${name} inflates to more than ${maxInflateRatio} times its size, which no export does.`,
      { file: name },
    )
  }
}
