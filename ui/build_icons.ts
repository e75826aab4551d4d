/** Writes each Lucide icon out as the markup that it is: the library draws them part by part when they are shown, and slowly. */

import type { Plugin } from "vite";

/** The parts of an icon's drawing, as the library has them. */
type Drawing = [tag: string, attributes: Record<string, string>][];

export function writtenIcons(): Plugin {
  return {
    name: "written-icons",
    enforce: "pre",
    transform(code, id) {
      const name = /@lucide\/svelte\/dist\/icons\/([\w-]+)\.svelte$/.exec(id)?.[1];
      if (name === undefined) return;
      const data = /const iconData = (\{.*\});/.exec(code)?.[1];
      if (data === undefined) this.error(`${id} has no drawing where it was looked for`);
      return { code: written(name, (JSON.parse(data) as { node: Drawing }).node), map: null };
    },
  };
}

function written(name: string, drawing: Drawing): string {
  const attributes = (of: Record<string, string>): string => Object.entries(of).map(([key, value]) => ` ${key}="${value}"`).join("");
  const parts = drawing.map(([tag, of]) => `<${tag}${attributes(of)} />`).join("");
  return `<script>
  let { size = 24, ...rest } = $props();
</script>
<svg class="lucide-icon lucide-${name}" width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor"
  stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden={"aria-label" in rest ? undefined : "true"} {...rest}>${parts}</svg>
`;
}
