/**
 * A picture as a camera or a shop made it, made as small as a packer needs it. The hub's file keeps it, so that no picture is
 * kept larger than it is ever shown; an opaque JPEG, which every engine writes.
 */

/** The longest side, in pixels. */
export const LONGEST_PX = 640;

/** The most bytes that are sent: a hub of a thousand items stays a small file. */
const MOST_BYTES = 90_000;

/** From what looks like the picture to what still tells one item from another. */
const QUALITIES = [0.86, 0.75, 0.6, 0.45, 0.3] as const;

export interface Size {
  width: number;
  height: number;
}

/** The size at which a picture is kept, with its own proportions; a small one stays as it is. */
export function keptSize({ width, height }: Size): Size {
  const scale = Math.min(1, LONGEST_PX / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The sizes on the way: never less than half at once, since engines skip pixels beyond that. */
export function steps(from: Size): Size[] {
  const last = keptSize(from);
  const sizes: Size[] = [];
  let { width, height } = from;
  while (width > 2 * last.width || height > 2 * last.height) {
    width = Math.max(last.width, Math.ceil(width / 2));
    height = Math.max(last.height, Math.ceil(height / 2));
    sizes.push({ width, height });
  }
  const isThere = width === last.width && height === last.height && sizes.length > 0;
  return isThere ? sizes : [...sizes, last];
}

/** The picture in `file`, small. Rejects with a sentence where this page can't read it. */
export async function shrink(file: File): Promise<Blob> {
  const address = URL.createObjectURL(file);
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode().catch(() => {
      throw new Error(`“${file.name}” is no picture that can be read here. Save it as PNG, JPEG or WebP, then try again.`);
    });
    let drawn: CanvasImageSource = picture;
    // A drawing without pixels of its own, such as an SVG, says no size.
    let size = { width: picture.naturalWidth || LONGEST_PX, height: picture.naturalHeight || LONGEST_PX };
    for (const next of steps(size)) {
      drawn = paint(drawn, next);
      size = next;
    }
    return await written(drawn as HTMLCanvasElement);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function paint(from: CanvasImageSource, { width, height }: Size): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const ink = canvas.getContext("2d");
  if (ink === null) throw new Error("This window can't draw pictures. Close other programs, then try again.");
  // What is see-through would be black in a JPEG.
  ink.fillStyle = "#fff";
  ink.fillRect(0, 0, width, height);
  ink.imageSmoothingQuality = "high";
  ink.drawImage(from, 0, 0, width, height);
  return canvas;
}

async function written(canvas: HTMLCanvasElement): Promise<Blob> {
  let smallest: Blob | null = null;
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
    smallest = blob ?? smallest;
    if (blob !== null && blob.size <= MOST_BYTES) break;
  }
  if (smallest === null) throw new Error("This window can't write pictures. Close other programs, then try again.");
  return smallest;
}
