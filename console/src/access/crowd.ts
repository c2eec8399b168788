export interface Dot {
  x: number;
  y: number;
  r: number;
  opacity: number;
}

const SOURCE = { x: 150, y: 450 };
const RINGS = 13;
const SPREAD = Math.PI * 0.52;

/** One voice and the crowd it reaches: rings of ever more and ever smaller dots. */
export function crowd(): Dot[] {
  const rings = Array.from({ length: RINGS }, (_, index) => ring(index + 1));
  return [{ ...SOURCE, r: 26, opacity: 1 }, ...rings.flat()];
}

function ring(number: number): Dot[] {
  const radius = 30 + number * 54;
  const count = 1 + number * 2;
  const share = number / RINGS;
  return Array.from({ length: count }, (_, index) => {
    const angle = (index / (count - 1) - 0.5) * SPREAD;
    return {
      x: round(SOURCE.x + radius * Math.cos(angle)),
      y: round(SOURCE.y + radius * Math.sin(angle)),
      r: round(13 * (1 - share) + 2.4),
      opacity: round(1 - share * 0.72),
    };
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
