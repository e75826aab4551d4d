/** An import in a sentence. */

import type { ExportView } from "../../lib/api/types";
import { many } from "../../lib/words";
import type { Report } from "./intake.svelte";

/** What a file holds, before it is imported. */
export function found(view: ExportView): string {
  const what = view.kind === "products" ? many(view.count, "product") : many(view.count, "order");
  const unreadable = view.unreadable === 0 ? "" : `, ${many(view.unreadable, view.kind === "products" ? "more row" : "of them", view.kind === "products" ? "more rows" : "of them")} can't be read`;
  const money = view.currencies.length === 0 ? "" : ` in ${view.currencies.join(" and ")}`;
  const vendors = view.vendors.length === 0 ? "" : `, sold by ${view.vendors.slice(0, 3).join(", ")}`;
  return `${what}${money}${unreadable}${vendors}`;
}

/** What an import came to. */
export function sentence(report: Report): string {
  const { counts } = report;
  const parts = [counts.added > 0 ? `${counts.added.toLocaleString()} new` : "", counts.updated > 0 ? `${counts.updated.toLocaleString()} changed` : "", counts.unchanged > 0 ? `${counts.unchanged.toLocaleString()} as they were` : ""];
  if (report.kind === "orders") {
    const { held, skipped, rejected, digital_only, conflicts } = report.counts;
    parts.push(held > 0 ? `${held.toLocaleString()} held for a person` : "");
    parts.push(skipped > 0 ? `${skipped.toLocaleString()} cancelled or sent before` : "");
    parts.push(digital_only > 0 ? `${digital_only.toLocaleString()} with nothing to send` : "");
    parts.push(conflicts > 0 ? `${conflicts.toLocaleString()} at odds with the hub` : "");
    parts.push(rejected > 0 ? `${rejected.toLocaleString()} can't be read` : "");
  } else {
    parts.push(counts.problems.length > 0 ? `${counts.problems.length.toLocaleString()} left out` : "");
  }
  const what = report.kind === "products" ? many(report.counts.products, "product") : many(report.counts.orders, "order");
  const said = parts.filter((part) => part !== "");
  return said.length === 0 ? `${what}.` : `${what}: ${said.join(", ")}.`;
}
