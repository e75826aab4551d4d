//! The table itself: a row for each command.

use ts_rs::TS;

use super::{Access, After, Command, Empty, Role, Run, read_request, to_answer};
use crate::{deeds, demo, scan, statement, views};

macro_rules! run {
    (read $function:path) => {
        (Access::Read, Run::Read(|view, request| to_answer($function(view, read_request(request)?)?)))
    };
    (deed $function:path) => {
        (Access::Write, Run::Deed(|doing, request| to_answer($function(doing, read_request(request)?)?)))
    };
    (whole $function:path) => {
        (Access::Write, Run::Whole($function))
    };
    (file $function:path) => {
        (Access::Write, Run::File($function))
    };
}

macro_rules! commands {
    ($($name:literal $about:literal $role:ident $after:ident $how:ident $function:path : $request:ty => $answer:ty;)+) => {
        /// Every command, in the sequence of the table.
        pub(super) static COMMANDS: &[Command] = &[$({
            const PARTS: (Access, Run) = run!($how $function);
            Command {
                name: $name,
                about: $about,
                role: Role::$role,
                access: PARTS.0,
                run: PARTS.1,
                after: After::$after,
                request: || <$request as TS>::name(&crate::typescript::config()),
                answer: || <$answer as TS>::name(&crate::typescript::config()),
            }
        }),+];

        /// Declares every type that a request or an answer is made of.
        pub(crate) fn declare(types: &mut crate::typescript::Types) {
            $(types.add::<$request>(); types.add::<$answer>();)+
        }
    };
}

commands! {
    "scan" "Hear one scan at a bench." Packer Nothing
        whole scan::scan: scan::ScanRequest => scan::ScanAnswer;
    "bench" "Show a bench: what to do now and which scans would bring it forward." Packer Nothing
        read scan::bench: scan::BenchRequest => scan::BenchView;
    "hub" "Show the hub's settings." Packer Nothing
        read views::hub: Empty => views::HubView;
    "set_hub" "Change the hub's name, address or country." Lead Nothing
        whole deeds::set_up::set_hub: deeds::set_up::SetHub => views::HubView;
    "add_bins" "Add bins by pattern, from one corner to the opposite one." Lead Nothing
        deed deeds::set_up::add_bins: deeds::set_up::BinsRequest => deeds::set_up::Added;
    "draw_bins" "Show what a pattern of bins would make, before it is made." Lead Nothing
        read views::draw_bins: deeds::set_up::BinsRequest => views::DrawnBins;
    "add_totes" "Add totes." Lead Nothing
        deed deeds::set_up::add_totes: deeds::set_up::CountOf => deeds::set_up::Added;
    "register_sleeves" "Register a batch of sleeves, minting their serials." Lead Nothing
        deed deeds::sleeves::register_sleeves: deeds::sleeves::RegisterSleeves => deeds::set_up::Added;
    "add_carrier" "Add a carrier, or change whether one is the pick-up counter." Lead Nothing
        deed deeds::set_up::add_carrier: deeds::set_up::CarrierRequest => deeds::set_up::Added;
    "print_codes" "Print a sheet of codes: commands, bins, totes, sleeves, items or carriers." Lead Nothing
        deed deeds::set_up::print_codes: deeds::set_up::PrintCodes => deeds::set_up::Added;
    "add_creator" "Add a creator." Lead Nothing
        deed deeds::catalogue::add_creator: deeds::catalogue::CreatorRequest => views::CreatorView;
    "set_creator" "Change a creator's name, sleeve rule, terms, whether orders may leave in parts, how long goods may come back, or its thanks." Lead Allocate
        deed deeds::catalogue::set_creator: deeds::catalogue::CreatorRequest => views::CreatorView;
    "cohorts" "List cohorts: buyers of a creator who were chosen by a rule, with what is agreed with them." Packer Nothing
        read views::cohorts: views::CohortsRequest => Vec<views::CohortView>;
    "cohort_preview" "Say who would be in a cohort: how many buyers, and what they have spent." Packer Nothing
        read views::cohort_preview: views::CohortPreviewRequest => views::CohortPreview;
    "add_cohort" "Make a cohort of the buyers of a creator who spent most, with terms of their own." Lead Nothing
        deed deeds::cohorts::add_cohort: deeds::cohorts::AddCohort => views::CohortView;
    "set_cohort" "Change a cohort's name or its terms; what was promised before stays." Lead Nothing
        deed deeds::cohorts::set_cohort: deeds::cohorts::SetCohort => views::CohortView;
    "draw_cohort" "Draw a cohort anew: who has spent most by now is in it." Lead Nothing
        deed deeds::cohorts::draw_cohort: deeds::cohorts::DrawCohort => deeds::cohorts::CohortDrawn;
    "end_cohort" "End a cohort: its buyers get what all others get. This is final." Lead Nothing
        deed deeds::cohorts::end_cohort: deeds::cohorts::CohortNamed => Empty;
    "add_item" "Add an item of a creator, or change one." Lead Allocate
        deed deeds::catalogue::add_item: deeds::catalogue::ItemRequest => views::ItemView;
    "set_item_picture" "Give an item a picture, in PNG, JPEG or WebP as base64, or take it away." Lead Nothing
        deed deeds::picture::set_item_picture: deeds::picture::PictureRequest => deeds::picture::PictureSet;
    "item_picture" "Show an item's picture, as base64." Packer Nothing
        read views::item_picture: views::ItemNamed => Option<views::PictureView>;
    "set_creator_logo" "Give a creator's slips a logo, in PNG or JPEG as base64, or take it away." Lead Nothing
        deed deeds::slips::set_creator_logo: deeds::slips::LogoRequest => Empty;
    "creator_logo" "Show a creator's logo, as base64." Packer Nothing
        read deeds::slips::creator_logo: deeds::slips::CreatorNamed => Option<deeds::slips::LogoView>;
    "print_statement" "Print what became of a creator's deposits from one day to another." Lead Nothing
        deed deeds::slips::print_statement: statement::StatementRequest => Empty;
    "statement" "Tell what became of a creator's deposits from one day to another, and what is outstanding." Lead Nothing
        read statement::statement: statement::StatementRequest => statement::StatementView;
    "staff" "List who works here or did, and the limits above which two of them stand for what a buyer gets." Packer Nothing
        read views::staff: Empty => views::StaffList;
    "add_staff" "Add somebody who works here, and print their badge." Lead Nothing
        whole deeds::staff::add_staff: deeds::staff::AddStaff => views::StaffView;
    "set_staff" "Change somebody's name, role or PIN, or that they work here." Lead Nothing
        whole deeds::staff::set_staff: deeds::staff::SetStaff => views::StaffView;
    "print_badge" "Print somebody's badge once more, or another in place of a lost one." Lead Nothing
        deed deeds::staff::print_badge: deeds::staff::BadgeNamed => views::StaffView;
    "set_limit" "Say above what two people stand for what a buyer gets for one sleeve." Lead Nothing
        whole deeds::staff::set_limit: deeds::staff::SetLimit => Empty;
    "import_preview" "Say what a storefront's export holds, before it is imported." Lead Nothing
        read views::import_preview: views::ExportRequest => views::ExportView;
    "import_products" "Import a creator's products from a storefront's export." Lead Allocate
        file deeds::import_products::read: deeds::import_products::ImportRequest => deeds::import_products::ProductCounts;
    "import_orders" "Import a creator's orders from a storefront's export." Lead Allocate
        file deeds::import_orders::read: deeds::import_products::ImportRequest => deeds::import_orders::OrderCounts;
    "add_order" "Enter an order by hand." Lead Allocate
        deed deeds::add_order::add_order: deeds::add_order::OrderRequest => deeds::add_order::OrderAdded;
    "announce_run" "Announce what a microfactory is going to send." Lead Nothing
        deed deeds::announce_run::announce_run: deeds::announce_run::RunRequest => deeds::announce_run::RunAnnounced;
    "print_item_codes" "Print the code of one item, to be stuck on units without a barcode." Lead Nothing
        deed deeds::set_up::print_item_codes: deeds::set_up::ItemCodes => deeds::set_up::Added;
    "allocate" "Promise stock to every line that waits for some." Lead Nothing
        whole deeds::allocate::allocate: Empty => deeds::allocate::Allocated;
    "hold_order" "Stop an order: what is not picked yet is held." Lead Allocate
        deed deeds::resolve_hold::hold_order: deeds::resolve_hold::StopRequest => deeds::resolve_hold::HoldAnswer;
    "resolve_hold" "Let a held order go on, in part, or not at all." Lead Allocate
        deed deeds::resolve_hold::resolve_hold: deeds::resolve_hold::HoldRequest => deeds::resolve_hold::HoldAnswer;
    "plan_wave" "Make a wave of orders that are ready and print its pick list." Lead Nothing
        deed deeds::plan_wave_command: deeds::WaveRequest => deeds::WavePlanned;
    "request_count" "Ask for a cycle count of an item in a bin." Lead Nothing
        deed deeds::request_count::request_count: deeds::request_count::CountRequest => deeds::request_count::CountAsked;
    "today" "Show the day: what waits and for how long, what is missing, what came back." Packer Nothing
        read views::today: Empty => views::TodayView;
    "creators" "List creators." Packer Nothing
        read views::creators: Empty => Vec<views::CreatorView>;
    "items" "List items with what is on hand and available." Packer Nothing
        read views::items: views::ItemsRequest => Vec<views::ItemView>;
    "stock" "List what lies where." Packer Nothing
        read views::stock: views::StockRequest => Vec<views::StockView>;
    "orders" "List orders, newest first." Packer Nothing
        read views::orders: views::OrdersRequest => Vec<views::OrderView>;
    "find_orders" "Find orders by what is typed: a number, a name in the storefront, a buyer, a SKU, a creator, a parcel." Packer Nothing
        read views::find_orders: views::FindOrders => views::OrdersFound;
    "order" "Show one order with its lines, parcels and notes, and what can be done with it." Packer Nothing
        read views::order: views::OrderNamed => views::OrderDetail;
    "history" "Tell what happened to an order, the oldest first." Packer Nothing
        read views::history: views::OrderNamed => Vec<views::HistoryView>;
    "waves" "List open waves." Packer Nothing
        read views::waves: Empty => Vec<views::WaveView>;
    "runs" "List runs, newest first." Packer Nothing
        read views::runs: Empty => Vec<views::RunView>;
    "counts" "List counts that were asked for and not done." Packer Nothing
        read views::counts: Empty => Vec<views::CountView>;
    "sleeves" "List sleeves in a state, with their codes." Packer Nothing
        read views::sleeves: views::SleevesRequest => Vec<views::SleeveView>;
    "parcels" "List packed parcels that wait for a carrier." Packer Nothing
        read views::parcels: Empty => Vec<views::ParcelView>;
    "carriers" "List carriers with their codes." Packer Nothing
        read views::carriers: Empty => Vec<views::CarrierView>;
    "places" "List places of a kind, with their codes." Packer Nothing
        read views::places: views::PlacesRequest => Vec<views::PlaceView>;
    "find_runs" "List runs on their way or at a bench, oldest first, or those that were counted." Packer Nothing
        read views::find_runs: views::FindRuns => views::Page<views::ArrivalView>;
    "creator_overview" "List creators with their open orders, items, sleeves and deposits." Packer Nothing
        read views::creator_overview: Empty => Vec<views::CreatorOverview>;
    "find_items" "Look for items by SKU, title or barcode, with what is free of each." Packer Nothing
        read views::find_items: views::FindItems => views::Page<views::ItemRow>;
    "stock_of" "Show where the units of one item lie." Packer Nothing
        read views::stock_of: views::ItemNamed => views::ItemDetail;
    "find_bins" "List bins in walking order with what lies in each." Packer Nothing
        read views::find_bins: views::FindBins => views::Page<views::BinView>;
    "movements" "List what moved of an item or a bin, newest first, as far back as is quickly read." Packer Nothing
        read views::movements: views::MovementsRequest => views::MovementsView;
    "wave_overview" "Show open waves with how far they are, and what waits for one." Packer Nothing
        read views::wave_overview: Empty => views::WaveOverview;
    "carrier_overview" "List carriers with what waits for each and what is being loaded." Packer Nothing
        read views::carrier_overview: Empty => Vec<views::CarrierOverview>;
    "handovers" "List handovers that have left, newest first." Packer Nothing
        read views::handovers: views::PageRequest => views::Page<views::HandoverView>;
    "find_parcels" "List parcels that wait for a carrier, or that are on a handover." Packer Nothing
        read views::find_parcels: views::FindParcels => views::Page<views::ParcelView>;
    "sleeve_counts" "Count sleeves by state." Packer Nothing
        read views::sleeve_counts: Empty => Vec<views::SleeveCount>;
    "sleeve_batches" "List batches of sleeves with what is known of them and where they are, the newest first." Packer Nothing
        read views::sleeve_batches: Empty => Vec<views::BatchView>;
    "fleet" "Tell what the sleeves are worth: how many come back and how soon, whether that pays, what is held." Packer Nothing
        read views::fleet: views::FleetRequest => views::FleetView;
    "set_mailer_prices" "Say what a mailer, a sleeve and the handling of a return cost, to see whether sleeves pay." Lead Nothing
        deed deeds::mailer::set_mailer_prices: deeds::mailer::MailerPricesRequest => Empty;
    "find_sleeves" "Look for sleeves by serial or state, those that are away longest first." Packer Nothing
        read views::find_sleeves: views::FindSleeves => views::Page<views::SleeveTrip>;
    "move_sleeves" "Put sleeves that are in the house where they are to be: on the shelf, washed, mended, or out of use for good." Packer Nothing
        deed deeds::upkeep::move_sleeves: deeds::upkeep::MoveSleeves => deeds::upkeep::SleevesMoved;
    "begin_stocktake" "Have a bench count the sleeves on the shelf, or go on with that." Packer Nothing
        deed deeds::stocktake::begin_stocktake: deeds::stocktake::BeginStocktake => deeds::stocktake::StocktakeNamed;
    "stocktakes" "List stocktakes of sleeves with what was missing and what should not have been there, the newest first." Packer Nothing
        read views::stocktakes: views::PageRequest => views::Page<views::StocktakeView>;
    "retire_missing" "Take the sleeves out of use for good that a stocktake missed and nobody has found since." Lead Nothing
        deed deeds::stocktake::retire_missing: deeds::stocktake::StocktakeNamed => Empty;
    "quarantine" "Set a sleeve and the copy of its tag aside, or a tag that was never entered, until a lead decides." Lead Nothing
        deed deeds::quarantine::quarantine: deeds::quarantine::Quarantine => deeds::quarantine::CaseOpened;
    "cases" "List what is in quarantine, and what became of it." Packer Nothing
        read views::cases: views::PageRequest => views::Page<views::CaseView>;
    "case_photo" "Show the photo of a case, as base64." Packer Nothing
        read views::case_photo: views::CaseNamed => Option<views::PhotoView>;
    "decide_case" "Decide about what is in quarantine. This is final." Lead Nothing
        whole deeds::quarantine::decide_case: deeds::quarantine::CaseDecided => Empty;
    "set_fate" "Say what became of a parcel after it had left: the clock of its sleeve stands still while it is lost." Lead Nothing
        deed deeds::fate::set_fate: deeds::fate::ParcelFateSaid => Empty;
    "reminders" "List sleeves that should be back, or soon, so that their creators can remind the buyers." Packer Nothing
        read views::reminders: views::FindReminders => views::Page<views::ReminderView>;
    "find_returns" "List goods that came back with their units, the newest first: of a state or of all." Packer Nothing
        read views::find_returns: views::FindReturns => views::Page<views::ReturnView>;
    "set_returned" "Say how a unit that came back looks, where it goes and why it was sent, or add its photo." Packer Nothing
        deed deeds::goods_back::set_returned: deeds::goods_back::SetReturned => Empty;
    "returned_photo" "Show the photo of a unit that came back, as base64." Packer Nothing
        read views::returned_photo: views::ReturnedUnitNamed => Option<views::PhotoView>;
    "goods_done" "Note what a creator says came of goods that were sent back, with its reference. This is final." Lead Nothing
        deed deeds::goods_back::goods_done: deeds::goods_back::GoodsDone => Empty;
    "return_reasons" "Count why units came back and how they looked, by item and run." Packer Nothing
        read views::return_reasons: Empty => Vec<views::ReasonView>;
    "settled" "List trips of sleeves that were settled, newest first." Packer Nothing
        read views::settled: views::PageRequest => views::Page<views::SettledView>;
    "payments" "List what creators are asked to pay to buyers, or to ask of them, the oldest first." Packer Nothing
        read views::payments: views::FindPayments => views::Page<views::PaymentView>;
    "payment_done" "Note that a creator has done a payment, with its reference. This is final." Lead Nothing
        deed deeds::payments::payment_done: deeds::payments::PaymentDone => Empty;
    "accounts" "List accounts that are not at zero." Lead Nothing
        read views::accounts: Empty => Vec<views::AccountView>;
    "print_jobs" "List the newest print jobs." Packer Nothing
        read views::print_jobs: Empty => Vec<views::PrintJobView>;
    "papers" "List papers, the newest first: of a state, or of an order." Packer Nothing
        read views::papers: views::PapersRequest => views::PapersView;
    "paper" "Show a paper: its PDF as base64, laid out anew." Packer Nothing
        read views::paper: views::PaperRequest => views::PaperShown;
    "reprint" "Print a paper once more; it says that it is a copy." Packer Nothing
        deed deeds::papers::reprint: deeds::papers::ReprintRequest => deeds::papers::Reprinted;
    "paper_seen" "Say whether a paper came out of which nobody knows." Packer Nothing
        whole deeds::papers::paper_seen: deeds::papers::PaperSeen => Empty;
    "withdraw_papers" "Withdraw papers that wait, or one of them." Packer Nothing
        whole deeds::papers::withdraw_papers: deeds::papers::WithdrawPapers => deeds::papers::Withdrawn;
    "printers" "Show the printers, what goes to each from each bench, and the documents with their sizes." Packer Nothing
        read views::printers: Empty => views::PrintersView;
    "system_printers" "List the printers that the system knows." Lead Nothing
        read views::system_printers: Empty => views::SystemPrintersView;
    "set_printer" "Add a printer, or change one." Lead Nothing
        whole deeds::printers::set_printer: deeds::printers::SetPrinter => Empty;
    "remove_printer" "Take a printer away; what went to it goes where the others go." Lead Nothing
        deed deeds::printers::remove_printer: deeds::printers::PrinterNamed => Empty;
    "set_route" "Say where a document of a bench goes, and in which size." Lead Nothing
        whole deeds::printers::set_route: deeds::printers::SetRoute => Empty;
    "set_sheet" "Say which label of a sheet in a printer is free first." Packer Nothing
        deed deeds::printers::set_sheet: deeds::printers::SetSheet => Empty;
    "print_example" "Print an example of a document, to see how a printer prints it." Lead Nothing
        deed deeds::printers::print_example: deeds::printers::PrintExample => Empty;
    "templates" "List templates: the hub's own, and those that come with the program." Lead Nothing
        read views::templates: Empty => Vec<views::TemplateView>;
    "try_template" "Show what a template looks like, with this hub's newest paper of its document." Lead Nothing
        read views::try_template: views::TemplateTried => views::TemplateShown;
    "set_template" "Keep a template of the hub's own." Lead Nothing
        whole deeds::templates::set_template: deeds::templates::SetTemplate => Empty;
    "remove_template" "Forget a template of the hub's own." Lead Nothing
        deed deeds::templates::remove_template: deeds::templates::TemplateNamed => Empty;
    "try_printers" "Try printers again now that took nothing." Packer Nothing
        whole deeds::printers::try_printers: Empty => Empty;
    "practice" "Show how far the practice parcel is, and what to scan for it; nothing on other hubs." Packer Nothing
        read demo::practice: Empty => Option<demo::PracticeView>;
    "check" "Recompute every invariant from the ledgers." Lead Nothing
        read views::check: views::CheckRequest => views::CheckView;
}
