### What Loopdock says, in English.
###
### A message is a sentence of the bench; its arguments are the fields of the variant of `Say` with its name. What was
### said and what to do next stand one after the other, so each ends as a sentence. The sentences of “What happened” are
### also quoted by “Undone”. Keys and commands are written as they are printed: NEXT, BACK, DONE, SHORT, DAMAGED,
### UNDO, OK, CANCEL, RETURN.


## What to do next: nothing is being done

do-anything = Scan a tote, an order, a bin, an item, a parcel, a sleeve or a carrier – or NEXT for the next walk.

## What to do next: receiving and putting away

do-receive = Scan the items out of the box, then a bin to put them away. DONE closes the delivery.
do-put-away = { $left ->
    [one] Scan the last unit into bin { $bin }.
   *[other] Scan an item into bin { $bin }. { $left } units are left.
}
do-choose-bin = { $left ->
    [one] Scan a bin for the last unit.
   *[other] Scan a bin for the { $left } units.
}
do-finish-put-away = Nothing is left to put away. DONE finishes.

## What to do next: picking

do-go-to-bin = Go to { $bin } and scan the bin. There: { $qty } × { $title }.
do-take = Take and scan { $qty } × { $title } ({ $sku }) from { $bin }.
do-put-in-tote = { $qty ->
    [one] Put it into tote { $tote } for order { $order }. Scan the tote.
   *[other] Put all { $qty } into tote { $tote } for order { $order }. Scan the tote.
}
do-put-in-empty-tote = { $qty ->
    [one] Put it into an empty tote for order { $order }. Scan the tote.
   *[other] Put all { $qty } into an empty tote for order { $order }. Scan the tote.
}
do-wave-done = Wave { $wave } is picked. Bring the totes to the bench, then DONE.

## What to do next: packing

do-pack-units = { $left ->
    [one] Scan the last unit: { $title } ({ $sku }).
   *[other] Scan { $left } more units. Next: { $title } ({ $sku }).
}
do-scan-sleeve = Scan a sleeve for this parcel.
do-weigh = Weigh the parcel and type its grams, such as =450G.
do-close-parcel = OK closes the parcel of order { $order }.

## What to do next: parcels leave, sleeves come back, bins are counted

do-load = { $waiting ->
    [0] { $loaded ->
        [0] No parcel waits for { $carrier }. BACK leaves.
        [one] The parcel for { $carrier } is loaded. DONE hands it over.
       *[other] All { $loaded } parcels for { $carrier } are loaded. DONE hands them over.
    }
   *[other] { $loaded ->
        [0] Scan the parcels for { $carrier }. Waiting: { $waiting }.
       *[other] Scan the parcels for { $carrier }. Loaded: { $loaded }, waiting: { $waiting }. DONE hands over.
    }
}
# Parcels that buyers fetch: those that wait are for others.
do-give = { $loaded ->
    [0] { $waiting ->
        [0] No parcel waits to be fetched. BACK leaves.
       *[other] Scan the parcel of the buyer who is here. To be fetched: { $waiting }.
    }
    [one] Give the parcel to its buyer, then DONE.
   *[other] Give the { $loaded } parcels to their buyer, then DONE.
}
do-look = Look over the sleeve of order { $order } ({ $creator }): OK if it is good, DAMAGED if not, CANCEL if it is not back.
do-look-by-slip = No tag was read: look whether sleeve { $serial } of order { $order } ({ $creator }) is in your hand. OK if it is and is good, DAMAGED if not good, CANCEL if it is not here.
do-look-over-crate = { $owed ->
    [0] { $sleeves } sleeves, nothing is owed for them.
   *[other] { $sleeves } sleeves, { $total } in all.
} Scan the next one. OK when all are good; DAMAGED or CANCEL is about the last one scanned.
do-take-goods = Order { $order } ({ $creator }): scan each unit that came back. BACK if none did.
do-take-goods-or-sleeve = Order { $order } ({ $creator }): scan each unit that came back, and the sleeve. OK if only sleeve { $serial } did and its tag can’t be read; BACK if nothing did.
do-take-goods-or-tag = Order { $order } ({ $creator }): scan each unit that came back, and the sleeve. Where its tag can’t be read, scan the slip or type the sleeve’s serial; BACK if nothing came back.
do-take-more-goods = Order { $order } ({ $creator }): scan each unit that came back. { $units ->
    [one] 1 unit is counted here
   *[other] { $units } units are counted here
} so far; DONE when that is all.
do-take-loose-goods = Scan each unit that came back and of which nobody knows the order. DONE when that is all, BACK if none did.
# How the unit looks that was scanned last.
do-grade = { $grade ->
    [as_new] { $title }, scanned last, is as new.
    [opened] { $title }, scanned last, is opened.
    [damaged] { $title }, scanned last, is damaged.
    [wrong_item] Something else lies in place of { $title }.
   *[missing] { $title } is missing.
} NEXT or DAMAGED if not. Scan the next unit, or the sleeve; DONE when that is all.
do-stocktake = { $left ->
    [0] Every sleeve that should be here was seen. Scan what else lies on the shelf, then DONE.
    [one] Scan every sleeve on the shelf: 1 is to be seen yet. DONE when all of them are scanned.
   *[other] Scan every sleeve on the shelf: { $left } are to be seen yet. DONE when all of them are scanned.
}
do-count = Count { $title } in bin { $bin } and type how many: =12. BACK leaves it for later.

## Questions

# NEXT and BACK turn the pages, OK takes the item, CANCEL drops the question.
ask-whose = Is it “{ $title }” of { $creator } ({ $at } of { $of })? OK takes it, NEXT shows the next.
ask-unannounced = Nobody announced “{ $title }” of { $creator }. OK counts it in, CANCEL leaves it out.
ask-stray = “{ $title }” did not leave with order { $order }. Scan the slip that it came with, or OK if it came with none.
ask-why-short = Why is there less? OK: it is not there. DAMAGED: it is damaged. CANCEL: it is there after all.
ask-which-unit = { $why ->
    [missing] Which item is missing? Scan another of it, or type its barcode. CANCEL if none is.
   *[damaged] Which unit is damaged? Scan it. CANCEL if none is.
}
# `differences` lists the runs: #7: 78 counted, 80 announced (FK-MUG-MOSS); #9: 3 counted, none announced (FK-MUG-SAND)
ask-differences = { $differences }. OK closes all the same, CANCEL goes on counting.
ask-unseen = { $seen ->
    [0] No sleeve was seen yet.
    [one] Only 1 sleeve was seen.
   *[other] Only { $seen } sleeves were seen.
} { $left ->
    [one] 1 that should be here counts
   *[other] { $left } that should be here count
} as missing once this ends: OK ends it all the same. BACK, or the next sleeve, goes on counting.
ask-how-many = How many × { $title } are left in { $bin }, besides those in your hand? Type it: =3. NEXT leaves it for later.
ask-reopen = Which parcel is to be opened again? Scan its label. BACK if none is.
ask-unload = Which parcel for { $carrier } comes off? Scan its label. BACK if none does.
ask-badge = This is above the hub’s limit: two people stand for it. Scan the badge of the first, or BACK.
ask-pin = { $name }: type your PIN.
ask-second-badge = Scan the badge of somebody else than { $name }, or BACK.


## Below what to do next: of what any will do, one that would

hint-sleeve = Take one from the shelf, such as { $name }.
hint-no-sleeve = No sleeve is on the shelf. BACK leaves the parcel until one comes back, or new ones are registered.
hint-tote = Any empty tote will do, such as { $name }.
hint-many = Many of one item? Scan one of them, then type how many there are in all, such as 12.
hint-no-tote = No tote is empty. CANCEL puts the units back into the bin, and BACK leaves the walk.


## What happened: receiving and putting away

units-received = { $qty } × { $title } counted in: { $received } of { $expected }, run { $run }.
units-received-unannounced = { $qty } × { $title } counted in: { $received } so far. Nobody announced run { $run }.
units-received-too-many = { $qty } × { $title } counted in: that makes { $received }, and run { $run } announced only { $expected }.
units-set-aside = { $qty ->
    [one] 1 × { $title } is set aside. Lay it into quarantine.
   *[other] { $qty } × { $title } are set aside. Lay them into quarantine.
}
bin-chosen = Bin { $bin }.
bin-shown = Bin { $bin } holds { $content }.
bin-empty = Bin { $bin } is empty.
units-put-away = { $qty } × { $title } put into bin { $bin }.
runs-closed = { $runs ->
    [0] Closed. No run was open.
    [one] Run closed, all as announced.
   *[other] { $runs } runs closed, all as announced.
}
runs-closed-with-differences = Closed with differences: { $differences }.
receiving-left = Left as it stands.
receiving-goes-on = Counting goes on.
all-put-away = Everything is put away.
tote-put-away = Tote { $tote } is empty again.

## What happened: picking

wave-started = Wave { $wave } begins: { $orders ->
    [one] 1 order
   *[other] { $orders } orders
}, { $tasks ->
    [one] 1 task.
   *[other] { $tasks } tasks.
}
wave-resumed = Wave { $wave } goes on: { $tasks ->
    [one] 1 task left.
   *[other] { $tasks } tasks left.
}
wave-left = Wave { $wave } is left for later. NEXT goes on.
at-bin = Bin { $bin } is right.
units-taken = { $title }: { $counted } of { $qty } taken.
units-in-tote = { $qty } × { $title } put into tote { $tote } for order { $order }.
order-picked = Order { $order } is complete in tote { $tote }.
wave-picked = Wave { $wave } is picked.
units-put-back = Put { $qty } × { $title } back into bin { $bin }.
task-skipped = { $title } from bin { $bin } comes later.
# `bin` is where the missing units come from instead.
short-moved = { $why ->
    [missing] { $missing } × { $title } short. Bin { $bin } gives the rest.
   *[damaged] { $missing } × { $title } damaged: lay it aside. Bin { $bin } gives the rest.
}
short-held = { $why ->
    [missing] { $missing } × { $title } short, and no other is free. Order { $order } is held.
   *[damaged] { $missing } × { $title } damaged: lay it aside. No other is free, so order { $order } is held.
}

## What happened: packing

packing-started = Order { $order } to pack: { $units ->
    [one] 1 unit.
   *[other] { $units } units.
}
packing-resumed = Packing order { $order } goes on.
unit-packed = { $title }: { $verified } of { $expected } packed.
all-units-packed = { $title } packed. All units are in.
sleeve-bound = Sleeve { $serial } goes with this parcel.
sleeve-swapped = Sleeve { $serial } goes with this parcel instead. Put { $before } back on the shelf.
weighed = The parcel weighs { $weight_g } g.
weighed-too-light = { $weight_g } g noted, but the contents alone weigh { $content_g } g. Weigh again if in doubt.
weighed-too-heavy = { $weight_g } g noted, and the contents alone weigh only { $content_g } g. Weigh again if in doubt.
# `way` is pick_up where its buyer fetches it; `papers` is folder where they go into one as files.
parcel-closed = { $way ->
    [pick_up] Parcel { $parcel } of order { $order } is closed and waits for its buyer ({ $carrier }). When they are here, scan its label, then DONE.
   *[other] Parcel { $parcel } of order { $order } is closed for { $carrier }.
} { $papers ->
    [folder] Its papers lie in the folder named in Settings.
    [nowhere] No label is printed for it here.
   *[other] Its papers are printing.
}
parcel-reopened = Parcel { $parcel } of order { $order } is open again, and its label is void. CANCEL unpacks it.
unpacked = Order { $order } is unpacked. Its units go back into { $totes }.
packing-left = Order { $order } is left half packed. Scan it to go on.
# `bin` is where another unit is.
pack-short-moved = { $why ->
    [missing] Order { $order } is back in tote { $tote }. One { $title } is missing and must be picked again, from bin { $bin }.
   *[damaged] Order { $order } is back in tote { $tote }. Lay the damaged { $title } aside; another must be picked, from bin { $bin }.
}
pack-short-held = { $why ->
    [missing] Order { $order } is back in tote { $tote } and held: one { $title } is missing, and no other is free.
   *[damaged] Order { $order } is back in tote { $tote } and held. Lay the damaged { $title } aside; no other is free.
}

## What happened: parcels leave, sleeves come back, bins are counted

handover-started = Handover { $number } to { $carrier } is open.
parcel-loaded = Parcel { $parcel } loaded for { $carrier }, { $loaded } in all.
parcel-unloaded = Parcel { $parcel } is off again. Loaded for { $carrier }: { $loaded }.
handed-over = Handover { $number } is closed: { $parcels ->
    [one] 1 parcel
   *[other] { $parcels } parcels
} given to { $carrier }.
handover-left = Handover { $number } stays open. Scan one of its parcels or its carrier to go on.
goods-begun = Parcel { $parcel } came back, or some of it.
goods-loose-begun = Goods without their order.
goods-taken = { $late_days ->
    [0] { $title } is back: { $back } of { $shipped } of order { $order }.
    [one] { $title } is back: { $back } of { $shipped } of order { $order }, a day later than its creator allows.
   *[other] { $title } is back: { $back } of { $shipped } of order { $order }, { $late_days } days later than its creator allows.
}
goods-taken-loose = { $title } is back, and { $creator } is asked whose it is.
goods-graded = { $goes_to ->
    [restock] { $title } stays on this bench, to be put away.
    [hold] { $title } is set aside. Lay it into quarantine.
    [rework] { $title } goes back to the microfactory.
    [scrap] { $title } is thrown away.
   *[nowhere] { $title } is not here: nothing is counted as back.
}
goods-taken-out = { $title } is counted out again: its buyer has it.
goods-closed = { $units ->
    [0] Nothing came back.
    [one] 1 unit came back.
   *[other] { $units } units came back.
} { $returns ->
    [one] The creator is asked what the buyer gets.
   *[other] The creators are asked what the buyers get.
} { $restock ->
    [0] Nothing is to be put away.
    [one] 1 of them is to be put away: scan its bin, then it.
   *[other] { $restock } of them are to be put away: scan a bin, then what goes into it.
}
goods-left = { $units ->
    [0] Nothing is counted as back.
    [one] 1 unit stays counted. To go on, scan its slip, or type RETURN.
   *[other] { $units } units stay counted. To go on, scan their slip, or type RETURN.
}
return-pending = { $owed ->
    [0] Sleeve { $serial } came back from order { $order } of { $creator }. Nothing is owed.
   *[other] Sleeve { $serial } came back from order { $order } of { $creator }. If it is good, { $deposit } is owed.
}
lost-return-pending = { $owed ->
    [0] Sleeve { $serial } of order { $order } ({ $creator }) was given up for lost and turned up. Nothing is owed.
   *[other] Sleeve { $serial } of order { $order } ({ $creator }) was given up for lost and turned up. If it is good, { $deposit } is owed.
}
return-pending-by-slip = { $owed ->
    [0] No tag was read: by its slip this is sleeve { $serial } of order { $order } ({ $creator }). Nothing is owed.
   *[other] No tag was read: by its slip this is sleeve { $serial } of order { $order } ({ $creator }). If it is here and good, { $deposit } is owed.
}
return-posted = { $owed ->
    [0] Sleeve { $serial } goes back on the shelf. Nothing is owed for order { $order }.
   *[other] Sleeve { $serial } goes back on the shelf. Owed for order { $order }: { $deposit }.
}
return-posted-for-repair = { $owed ->
    [0] Sleeve { $serial } is set aside for a closer look. Nothing is owed for order { $order }.
   *[other] Sleeve { $serial } is set aside for a closer look. Owed for order { $order }: { $deposit }.
}
return-posted-for-charge = Sleeve { $serial } is set aside for a closer look. For the damage, the buyer of order { $order } is asked for { $charge }.
crate-posted = { $owed ->
    [0] { $sleeves } sleeves go back on the shelf. Nothing is owed for them.
   *[other] { $sleeves } sleeves go back on the shelf. Owed for them: { $total }.
}
return-voided = Return dropped. Sleeve { $serial } is still out with order { $order }.
sleeve-seen = Sleeve { $serial } is where it belongs.
sleeve-seen-again = Sleeve { $serial } was counted already.
sleeve-stray = { $state ->
    [out] Sleeve { $serial } should be with a buyer. Lay it aside: scan it as a return afterwards.
    [overdue] Sleeve { $serial } should be with a buyer. Lay it aside: scan it as a return afterwards.
    [lost] Sleeve { $serial } was given up for lost. Lay it aside: scan it as a return afterwards.
    [bound] Sleeve { $serial } should be in a parcel that is still here. Look whether that parcel has another.
    [returned] Sleeve { $serial } waits for a look at a bench. Lay it there.
    [retired] Sleeve { $serial } is out of use for good. Throw it away.
   *[other] Sleeve { $serial } was set aside: it should be washed, mended or looked at. Lay it there.
}
stocktake-closed = Where they belong: { $seen }. Missing: { $missing }. Should be elsewhere: { $strays }. Which they are stands under Sleeves.
stocktake-left = { $seen ->
    [one] 1 sleeve was seen so far.
   *[other] { $seen } sleeves were seen so far.
} Sleeves goes on with it.
signed-in = { $name } is at this bench now.
signed-out = { $name } has left this bench.
counted = { $difference ->
    [0] Counted { $qty } × { $title } in bin { $bin }, as the books say.
   *[other] Counted { $qty } × { $title } in bin { $bin }. Difference from the books: { $difference }. UNDO if that was a slip.
}
count-later = The count is left for later. Scan the bin to do it.

## What happened: questions and undo

# A question was asked, or the bench turned back a step; what comes next says which.
asked = All right.
amount-same = { $qty ->
    [one] 1 was counted already. Nothing was added.
   *[other] { $qty } were counted already. Nothing was added.
}
asked-no = Dropped. Nothing changed.
# `what` is the sentence that was said when it was done, or one of those below.
taken-back = Undone: { $what }

## What was done where a question came of it, or its answer: UNDO names this

began-reopen = CANCEL: a packed parcel was to be opened again.
began-unload = CANCEL: a parcel for { $carrier } was to come off.
began-short = SHORT: less was there than asked.
began-spoil = { $why ->
    [missing] SHORT: a unit was missing.
   *[damaged] DAMAGED: a unit was to be set aside.
}
began-differences = DONE: the delivery was to be closed.
began-unannounced = An item was scanned that nobody announced.
began-no = The bench asked, and was answered with no.
began-stray = Whether “{ $title }” came back without its order was asked.
began-whose = A barcode was scanned that several items share.


## Why nothing happened: in any work

not-known = { $looks ->
    [empty] Nothing was read. Scan it again.
    [other_hub] This code is from another hub. Scan a code of ours.
    [damaged_own] This is one of our codes, but it was not read right. Scan it again, or print it anew.
    [web] This is a web address, none of our codes. Scan another code on it.
    [bad_check_digit] A digit of this barcode is wrong. Scan it again.
    [carrier_label] This is a carrier’s own label. Scan our label on the parcel.
    [barcode] No item here has this barcode. Set it aside and tell whoever keeps the items.
    [amount] Nothing here has this code. If it is an amount, type =12; a weight, =450G or =1.2KG.
   *[text] Nothing here has this name or code. Check it and scan again.
}
not-here = There is no { $name } at this hub. Check the label.
label-voided = { $name } was unpacked, so this label is void. Throw it away.
label-opened = { $name } was opened again, so this label is void. Order { $order } is being packed at bench “{ $bench }”.
label-replaced = { $name } was opened again and is { $parcel } now. This label is void: throw it away.
label-first = That is no parcel. Scan the label of the one that is meant, or BACK.
# `carriers` lists them: V-1 Standard, V-3 standard
carriers-alike = More than one carrier has this name: { $carriers }. Scan the code of the right one, or type its number.
page-only = { $name } only names a page or a badge. Nothing is done with it here.
command-not-now = { $command } does nothing here.
amount-too-large = { $typed } is more than anybody counts or weighs here. Was that a barcode? Scan it without the =.
amount-not-now = No count is asked for now.
weight-not-now = No weight is asked for now.
work-open = That has to wait. Finish what is open here first, or leave it with BACK.
scan-item-first = A count, but of what? Scan the item, then type how many.
count-of-zero = 0 adds nothing. Type how many there are, or UNDO the scan.
less-than-scanned = You typed { $typed }, but { $counted } are counted. UNDO takes the last back.

## Why nothing happened: undo, and rules that are looked at last

nothing-to-undo = There is nothing to take back at this bench.
# `what` is the sentence that was said when it was done.
undo-touched = Something later builds on it, so this stays: { $what }
# Of a handover, which alone can't be taken back.
undo-too-late = Too late to take back: { $what } A parcel of it that is still here goes by hand: in the books it has gone.

# `why` is a sentence of its own, undo-touched among them.
tables-refused = { $why }

## Why nothing happened: receiving and putting away

item-not-stocked = “{ $title }” is a kit or digital, so no shelf holds it. Scan what lies in the box.
any-bin-first = First scan the bin that it goes into.
item-not-loose = No “{ $title }” lies loose here. Check what you hold, or count it in first.
too-many-for-here = { $left ->
    [one] You typed { $typed }, but only one “{ $title }” lies here. Count again.
   *[other] You typed { $typed }, but only { $left } × “{ $title }” lie here. Count again.
}

## Why nothing happened: picking

nothing-to-pick = Nothing is ready to pick. Orders held: { $held }, waiting for stock: { $waiting }.
# Also said on Today and below an idle bench.
no-items = No creator has items here yet, so there is nothing to pick. Import a creator’s products first.
answer-first = Answer first: OK counts it in, CANCEL leaves it out.
no-goods = No bin holds any goods, so there is nothing to pick. Announce a run under Receive, or just scan the goods: out of their box, then a bin and what goes into it, then DONE.
no-free-tote = No tote is empty. Pack one first.
not-this-bin = This is bin { $heard }, not { $bin }.
not-this-item = This is “{ $heard }”, not “{ $title }”. Put it back.
bin-first = First scan the bin { $bin }.
item-first = “{ $title }” is not all taken yet. Scan the units before the tote, or SHORT if there are too few. BACK leaves the walk for later.
already-taken = { $qty ->
    [one] You have the one “{ $title }” already. Put this one back.
   *[other] You have all { $qty } × “{ $title }” already. Put this one back.
}
too-many-taken = { $qty ->
    [one] You typed { $typed }, but only one “{ $title }” is asked for. Leave the rest in the bin.
   *[other] You typed { $typed }, but only { $qty } × “{ $title }” are asked for. Leave the rest in the bin.
}
not-this-tote = This is tote { $heard }. The order is in tote { $tote }.
tote-taken = Tote { $heard } holds order { $order }. Take an empty one.
# Also said, as a warning, when such a tote is emptied: the bin comes next.
tote-has-leftovers = Tote { $heard } holds units that go back to the shelves.
tote-empty = Tote { $tote } is empty. Nothing is in it to pack.
units-in-hand = { $left ->
    [0] You have { $title } in your hand. Put it into the tote, or CANCEL to put it back.
   *[other] You have { $title } in your hand, and { $left } more are asked. Scan them, SHORT if they are not there, or CANCEL to put back what you hold.
}
only-one-task = This is the last task. SHORT if the units are not there, BACK to leave the walk.
wave-elsewhere = Wave { $wave } is being walked from bench “{ $bench }”.
wave-done = Wave { $wave } is picked already. Scan one of its totes to pack.

## Why nothing happened: packing

order-not-ready = { $state ->
    [held] Order { $order } is held. A person must decide.
    [waiting] Order { $order } waits for stock. Put it aside until then.
    [ready] Order { $order } is not picked yet. NEXT walks for it.
    [picking] Order { $order } is not all picked yet. NEXT goes on.
    [picked] Order { $order } is picked. Scan its tote to pack.
    [packed] Order { $order } is packed already.
    [shipped] Order { $order } has left already.
    [cancelled] Order { $order } is cancelled. Its goods go back to the shelves.
    [delivered] Order { $order } needs nothing sent.
   *[other] Order { $order } can’t be packed now.
}
order-held = { $why ->
    [unpaid] Order { $order } is held: it is not paid. Put it aside until its creator says it is.
    [unknown_item] Order { $order } is held: its creator has no such item. The creator must name the right one.
    [short] Order { $order } is held: too little was found, and no other unit was free. Its creator decides.
    [part_sent] Order { $order } is held: a part of a line was sent before, and nobody knows how much. Its creator says.
    [asked] Order { $order } is held: a person stopped it. Put it aside until it is released.
    [address] Order { $order } is held: its address is being looked at. Put it aside until it is released.
    [buyer_asked] Order { $order } is held: its buyer asked to wait. Put it aside until it is released.
    [creator_asked] Order { $order } is held: its creator asked to wait. Put it aside until it is released.
   *[other] Order { $order } is held. A person must decide.
}
order-on-wave = Order { $order } is on wave { $wave } and not all picked. Scan that wave to go on.
order-packed = Order { $order } is packed already, in parcel { $parcel }.
packed-elsewhere = Order { $order } is being packed at bench “{ $bench }”.
no-tote-to-unpack = No tote is free to unpack into. Pack another order first, or close this parcel with OK.
no-tote-to-leave = Order { $order } lies in no tote any more, so nobody would find it again. OK closes the parcel, CANCEL unpacks it.
unit-not-in-order = “{ $heard }” is not in order { $order }. Put it aside.
unit-surplus = { $expected ->
    [one] Only one “{ $title }” belongs in this parcel. Put the rest aside.
   *[other] Only { $expected } × “{ $title }” belong in this parcel. Put the rest aside.
}
type-not-allowed = Each “{ $title }” is scanned on its own. A typed count will not do.
units-missing = { $left ->
    [one] One unit is not in yet: “{ $title }”. SHORT if it is not there.
   *[other] { $left } units are not in yet, “{ $title }” among them. SHORT if one is not there.
}
sleeve-not-needed = This order leaves without a sleeve. Put the sleeve back.
sleeve-needed = This parcel leaves in a sleeve, and it has none yet.
sleeve-not-free = { $state ->
    [registered] Sleeve { $serial } is not on the shelf yet: its tag is being printed. Take another.
    [available] Sleeve { $serial } lies on the shelf.
    [bound] Sleeve { $serial } goes with another parcel. Take another.
    [out] Sleeve { $serial } is still out with a buyer. Take another, and scan this one as a return later.
    [overdue] Sleeve { $serial } is still out with a buyer. Take another, and scan this one as a return later.
    [lost] Sleeve { $serial } was given up for lost. Take another, and scan this one as a return later.
    [returned] Sleeve { $serial } came back and waits for a look. Take another.
    [inspecting] Sleeve { $serial } is set aside for a closer look. Take another.
    [cleaning] Sleeve { $serial } is to be washed. Take another.
    [repairing] Sleeve { $serial } is to be mended. Take another.
    [retired] Sleeve { $serial } is out of use. Take another.
   *[other] Sleeve { $serial } is not free. Take another.
}
sleeve-unknown = This sleeve was never entered here. Lay it into quarantine, and tell the lead.
sleeve-of-another = Sleeve { $serial } belongs to { $owner } and leaves with its orders only. Take another.
sleeve-bound-already = Sleeve { $serial } is with this parcel already.
weight-needed = This parcel has no weight yet.
weight-of-zero = A parcel can’t weigh 0 g.

## Why nothing happened: parcels leave, sleeves come back

parcel-not-packed = Parcel { $parcel } is not closed. Scan its order to pack it.
parcel-gone = Parcel { $parcel } was handed over already.
parcel-not-back = Parcel { $parcel } has not left yet, so it is not coming back. Lay it aside and go on here.
parcel-not-gone = Parcel { $parcel } has not left yet. To open it again: CANCEL, then its label.
parcel-loaded-already = Parcel { $parcel } is loaded already. To take it off: CANCEL, then its label.
parcel-on-handover = Parcel { $parcel } is loaded for { $carrier }. To take it off: scan that carrier, CANCEL, then its label.
parcel-not-loaded = Parcel { $parcel } is not loaded for { $carrier }, so it can’t come off.
parcel-other-carrier = Parcel { $parcel } goes with { $carrier }, not with { $here }. Put it with theirs.
nothing-loaded = No parcel is loaded for { $carrier } yet. Scan one, or BACK to leave.
no-loan = Parcel { $parcel } left without a sleeve, so none can come back.
goods-all-back = { $qty ->
    [one] The one { $title } of order { $order } is back already. Nothing is counted twice.
   *[other] All { $qty } × { $title } of order { $order } are back already. Nothing is counted twice.
}
nothing-read = Parcel { $parcel } was only typed, and that takes no sleeve back. Scan the sleeve’s tag, its slip or its label, or type the serial on the sleeve.
no-goods-back = Nothing was scanned yet. Scan what came back, or BACK.
return-already = Sleeve { $serial } is back already and waits for OK or DAMAGED at bench { $bench }. Nothing is counted twice. With two of it in your hands, lay both aside and tell the lead.
return-settled = Sleeve { $serial } is back already, and what is owed for it is settled: nothing is paid twice. With two of it in your hands, lay both aside and tell the lead.
sleeve-in-quarantine = Sleeve { $serial } is in quarantine: case { $case } is to be decided first, on the screen Take back under Quarantine. Until then nothing is paid for it, and it leaves with no parcel. Lay this one with the others.
sleeve-not-out = { $state ->
    [registered] Sleeve { $serial } never left: its tag is being printed.
    [available] Sleeve { $serial } counts as on the shelf. Put it there.
    [bound] Sleeve { $serial } is bound to a parcel that is still here. Put it there.
    [out] Sleeve { $serial } is out, but nothing is open for it. Set it aside and tell the lead.
    [returned] Sleeve { $serial } is back already and waits for a look.
    [inspecting] Sleeve { $serial } is set aside for a closer look already. Put it there.
    [cleaning] Sleeve { $serial } is to be washed. Put it there.
    [repairing] Sleeve { $serial } is to be mended. Put it there.
    [retired] Sleeve { $serial } is out of use. Set it aside.
   *[other] Sleeve { $serial } is not out, so it can’t come back.
}
badge-first = A badge is waited for. Scan it, or BACK.
badge-gone = { $name } does not work here any more: this badge is good for nothing.
badge-locked = Too many wrong PINs were typed for this badge. It is locked for a quarter of an hour.
badge-of-somebody-else = This takes two people, and that is the same one. Scan the badge of somebody else, or BACK.
pin-first = A PIN is waited for. Type it, or BACK.
pin-wrong = { $left ->
    [0] That is not the PIN. The badge is locked for a quarter of an hour.
    [one] That is not the PIN. One more try.
   *[other] That is not the PIN. { $left } more tries.
}


## What was heard, where nobody knows what it is

heard = Heard “{ $code }”.


## What an import of orders warns of

# `items` lists them: FK-MUG-MOSS, FK-MUG-SAND, + 3
import-unknown-items = { $orders ->
    [one] One order waits for what { $creator } does not have here: { $items }.
   *[other] { $orders } orders wait for what { $creator } does not have here: { $items }.
} Import the file of its products, then this file of orders once more: what was held goes on.
import-other-currency = { $orders ->
    [one] One order was paid in { $currencies }, and { $creator } reckons in { $currency }: its sleeve leaves without a deposit.
   *[other] { $orders } orders were paid in { $currencies }, and { $creator } reckons in { $currency }: their sleeves leave without a deposit.
}


## Notes for the packer, when packing begins

note-gift = This is a gift: no prices in the parcel.
note-buyer = The buyer writes: “{ $text }”.
note-buyer-of-gift = The buyer writes: “{ $text }”. It is not on the label, because this is a gift.
note-storefront = The storefront adds: “{ $text }”.


## On paper

# The captions on printed paper (crate labels). Arguments are finished text. A no-break space stands before units.

paper-page = Page { $page } of { $pages }
paper-from = From
paper-to = To
paper-parcel = Parcel
paper-order = Order
paper-weight = Weight
paper-grams = { $grams } g
paper-kilograms = { $kilograms } kg
paper-decimal-mark = .
paper-item = Item
paper-quantity = Qty
paper-place = Place
paper-tote = Tote
paper-carrier = Carrier
paper-date = Date
paper-sleeve = Reusable sleeve
paper-in-sleeve = Sleeve
paper-yes = yes
paper-packing-slip = Packing slip
paper-return-slip = Return slip
paper-return-to = Send it to
paper-return-lines = Tick what comes back
paper-return-reason = Why is it coming back?
paper-reason-damaged = Damaged or faulty
paper-reason-wrong = Wrong item
paper-reason-unfit = Does not fit
paper-reason-unwanted = Changed my mind
paper-reason-other = Other
paper-sleeve-came = This parcel came in a reusable sleeve.
paper-sleeve-deposit = Send the sleeve back and { $deposit } is returned to you.
paper-sleeve-deposit-days = Send the sleeve back within { $days } days and { $deposit } is returned to you.
paper-sleeve-credit = Send the sleeve back and get { $deposit } for your next order.
paper-sleeve-credit-days = Send the sleeve back within { $days } days and get { $deposit } for your next order.
paper-sleeve-charge = Send the sleeve back within { $days } days; after that you are asked for { $charge }.
paper-sleeve-reward = If it is back within { $days } days, you get { $reward }.
paper-sleeve-reward-credit = If it is back within { $days } days, you get { $reward } off your next order.
paper-sleeve-free = Please send the sleeve back, so that it can travel again.
paper-pick-list = Pick list
paper-manifest = Handover
paper-total-parcels = Parcels: { $count }
paper-total-sleeves = Sleeves: { $count }
paper-total-weight = Weight: { $weight }
paper-total-picks = Units: { $count }
paper-received-by = Received by (name in capitals)
paper-signature = Date and signature
paper-statement = Deposit statement
paper-event = What happened
paper-amount = Amount
paper-balance = Balance
paper-in-period = In this period
paper-outstanding = Still held at the end, by age
paper-count = Number
paper-opening = Opening balance
paper-closing = Closing balance
paper-customs-declaration = CUSTOMS DECLARATION
paper-customs-opened = May be opened officially
paper-customs-category = Category of item
paper-customs-gift = Gift
paper-customs-documents = Documents
paper-customs-sample = Commercial sample
paper-customs-returned = Returned goods
paper-customs-sale = Sale of goods
paper-customs-other = Other
paper-customs-explanation = Explanation
paper-customs-contents = Detailed description of contents
paper-customs-net-weight = Net weight
paper-customs-value = Value
paper-customs-tariff = HS tariff number
paper-customs-origin = Country of origin
paper-customs-total-weight = Total weight
paper-customs-total-value = Total value
paper-customs-sentence = I, the undersigned, whose name and address are given on the item, certify that the particulars given in this declaration are correct and that this item does not contain any dangerous article or articles prohibited by legislation or by postal or customs regulations.
paper-customs-signature = Date and sender's signature
paper-customs-reference = Sender's customs reference
paper-customs-importer = Importer's reference (tax code, VAT, EORI)
paper-customs-contact = Importer's telephone or e-mail
paper-customs-postage = Postal charges / Fees
paper-customs-office = Office of origin / Date of posting
paper-customs-comments = Comments (e.g. goods subject to quarantine, sanitary or phytosanitary inspection)
paper-customs-licence = Licence
paper-customs-certificate = Certificate
paper-customs-invoice = Invoice

# --- Sheets of codes ------------------------------------------------------------------------------------------------------

sheet-commands = Commands
sheet-bins = Bins
sheet-totes = Totes
sheet-sleeves = Sleeves
sheet-items = Items
sheet-carriers = Carriers

command-next = Go on; give me the next
command-back = Leave this as it is
command-done = This is finished
command-short = There is less than asked
command-damaged = This is damaged
command-undo = Take back the last thing
command-ok = Yes
command-cancel = No, or out again

# --- Screens: papers, what happened to an order, what can be done with it -----------------------------------------------------

# What the folder is called that a new hub prints into.
printer-folder = Folder
# Sizes of paper. `name` is what they are called on the command line.
size-label = { $width } × { $height } mm
size-roll = Roll, { $width } mm wide
size-page = { $page }
size-sheet = { $page }, { $labels } labels of { $width } × { $height } mm
document-parcel-label = Parcel label
document-packing-slip = Packing slip
document-return-slip = Return slip
document-trial = Example
document-pick-list = Pick list
document-manifest = Handover list
document-code-sheet = Sheet of codes
document-customs-cn22 = Customs form CN 22
document-customs-cn23 = Customs form CN 23
document-deposit-statement = Statement of deposits
document-staff-badge = Badge of staff
document-bin-label = Labels of bins
document-tote-label = Labels of totes
document-product-label = Labels of items
document-sleeve-tag = Tags of sleeves
document-sleeve-tag-batch = batch { $number }
document-item-codes = Codes of

# What the office or the hub itself did to an order; what a bench did is told by its own sentence.
history-imported = The order came in with an export of { $creator }.
history-imported-again = A newer export of { $creator } changed it.
history-entered = The order was entered by hand.
history-entered-again = It was entered by hand again, and changed.
history-allocated = Stock was promised to it.
history-held = { $why ->
    [address] It was stopped: its address is to be looked at.
    [buyer_asked] It was stopped: the buyer asked to wait.
    [creator_asked] It was stopped: the creator asked to wait.
   *[other] It was stopped by hand.
}
history-resolved = { $how ->
    [release] It was let go on.
    [part] What can be sent goes on; the rest was cancelled.
   *[cancel] It was cancelled.
}
history-on-wave = It was put on wave { $wave }.
history-reprinted = { $paper }: asked for once more.
history-printed = { $state ->
    [done] { $paper }: printed.
    [sending] { $paper }: on its way to the printer.
    [sent] { $paper }: the system prints it.
    [queued] { $paper }: the printer did not take it.
    [unsure] { $paper }: nobody knows whether it was printed.
    [voided] { $paper }: not printed, as Settings say.
   *[failed] { $paper }: the printer refused it.
}
history-returned = It was said of a unit how it looks and where it goes.
history-returns-done = The creator said what the buyer gets for what came back.
history-fate = { $fate ->
    [delivered] It was delivered.
    [lost] It was said to be lost on its way.
    [undeliverable] It was said to be undeliverable.
   *[on_its_way] It is on its way after all.
}
history-lost = The sleeve was not back in time and is given up for lost.
history-scanned = A bench worked on it.
history-other = It was changed by “{ $kind }”.

choice-pick = The bench walks for it: bin by bin, into a tote.
choice-pack = The bench packs it out of { $totes }: unit by unit, then the papers.
choice-release = { $held ->
    [one] The held line goes on: it waits for stock, and is served when its turn comes.
   *[other] The { $held } held lines go on: they wait for stock, and are served when their turn comes.
}
choice-part = { $lost ->
    [one] The line that can’t be sent is cancelled. The rest of the order goes on.
   *[other] The { $lost } lines that can’t be sent are cancelled. The rest of the order goes on.
}
choice-cancel = { $picked ->
    [0] Nothing of it is sent. What was promised to it is free for other orders.
   *[other] Nothing of it is sent. Scan { $totes } at the bench then, to put its units back.
}
choice-hold = { $picked ->
    [0] Nothing of it is picked until somebody lets it go on. Stock that is promised to it is free for other orders.
   *[other] Nothing more of it is picked until somebody lets it go on. What is picked stays in { $totes }.
}

# A statement of deposits.
statement-period = { $first } to { $last }
statement-left = Lent with parcel { $parcel }
statement-back = Came back
statement-kept = Came back damaged: this is kept
statement-lost = Lost: the deposit is forfeited
statement-found = Turned up: given back after all
statement-reward = Reward for coming back in time
statement-charge = Asked of the buyer
statement-undone = { $event } (taken back)
statement-sum-opened = Deposits of sleeves that left
statement-sum-returned = Deposits that went back to buyers
statement-sum-kept = Kept for damages
statement-sum-forfeited = Forfeited
statement-sum-restored = Given back for lost sleeves that turned up
statement-sum-rewarded = Rewards
statement-sum-charged = Asked of buyers
statement-age = { $from } to { $until } days
statement-age-over = over { $days } days
# A paper that was printed before.
paper-copy = { $name } (copy { $copy })
# A part of a kit that stands above it.
slip-part = – { $title }
slip-total = Total { $amount }
slip-rest = This comes in another parcel: { $items }.
slip-how-to = Put what you send back into the parcel with this slip, close it, and send it to the address below.

## What somebody does here, on their badge

role-packer = Packing
role-lead = Leads the hub
