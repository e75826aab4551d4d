//! Products files that go wrong in a row or two.

use crate::storefront::{Physical, RowProblem, TableError, read_products};

fn problems(body: &str) -> Vec<String> {
    let file = read_products(format!("{HEADER}{body}").as_bytes()).unwrap();
    file.problems.iter().map(RowProblem::to_string).collect()
}

const HEADER: &str = "SKU,Title,Barcode,Price,Currency,Unit cost,Weight (g),Requires shipping,Components\n";

#[test]
fn a_bad_row_is_named_and_the_rest_goes_in() {
    let body = "A,Mug,,12.50,EUR,7.9,420,true,\n,Nameless,,1,EUR,,,,\nC,Mug,,1.234,EUR,,,,\nD,Mug,,-1,EUR,,,,\n\
                E,Mug,,1,XXX1,,,,\nF,Mug,,1,EUR,x,,,\nG,Mug,,1,EUR,,1.5,,\nH,Mug,,1,EUR,,,perhaps,\nI,,,1,EUR,,,,\n\
                J,Mug,2.9E+12,1,EUR,,,,\nK,Mug,,1,EUR,,,,A*0\nL,Mug,,1,EUR,,,,A\n";
    assert_eq!(
        problems(body),
        [
            "row 3: “SKU” is empty",
            "row 4, SKU C: “Price” is “1.234”, which is no amount in EUR",
            "row 5, SKU D: “Price” is “-1”, which is no amount in EUR",
            "row 6, SKU E: “XXX1” is no ISO 4217 currency code such as EUR",
            "row 7, SKU F: “Unit cost” is “x”, which is no amount in EUR",
            "row 8, SKU G: the weight “1.5” is no whole number of grams",
            "row 9, SKU H: “Requires shipping” is “perhaps”, which is neither true nor false",
            "row 10, SKU I: “Title” is empty",
            "row 11, SKU J: “Barcode” is “2.9E+12”: a spreadsheet has rounded it; export the file again and import it \
             unopened",
            "row 12, SKU K: the components “A*0” are not written as SKU*1;SKU2*2",
            "row 13, SKU L: the components “A” are not written as SKU*1;SKU2*2",
        ]
    );
    let file = read_products(format!("{HEADER}{body}").as_bytes()).unwrap();
    assert_eq!(file.products.iter().map(|product| product.sku.as_str()).collect::<Vec<_>>(), ["A"]);
}

#[test]
fn a_repeated_sku_is_a_problem_unless_it_says_the_same() {
    let body = "A,Mug,,12.50,EUR,,,,\nA,Mug,,12.5,EUR,,,,\nA,Mug,,13,EUR,,,,\n";
    assert_eq!(problems(body), ["row 4, SKU A: the SKU stands in row 2 already, with other contents"]);
}

#[test]
fn a_kit_that_contains_itself_is_a_problem() {
    let body = "A,Kit,,1,EUR,,,,A*1\nB,Kit,,1,EUR,,,,C*1\nC,Kit,,1,EUR,,,,B*2;X*1\nD,Kit,,1,EUR,,,,B*1;X*2\n";
    assert_eq!(
        problems(body),
        [
            "row 2, SKU A: the kit contains itself",
            "row 3, SKU B: the kit contains itself",
            "row 4, SKU C: the kit contains itself",
        ]
    );
}

#[test]
fn four_columns_are_enough() {
    let file = read_products(b"price;currency;title;sku\r\n7,90;EUR;Becher;A*B\r\n").unwrap();
    let product = &file.products[0];
    assert_eq!((product.price_minor, product.physical), (790, Physical::Shipped));
    assert_eq!((product.barcode.as_ref(), product.unit_cost_minor, product.weight_g), (None, None, None));
    let kit = read_products(b"SKU,Title,Price,Currency,Components\nK,Kit,1,EUR, A*B*2 ; C * 1;A*B*1;\n").unwrap();
    assert_eq!(kit.products[0].components, [("A*B".to_owned(), 3), ("C".to_owned(), 1)]);
}

#[test]
fn lacking_columns_are_named_with_the_nearest() {
    let error = read_products(b"SKU,Titel,Prices,Note\nA,Mug,1,x\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "The file lacks the columns “Title” (there is “Titel”), “Price” (there is “Prices”), “Currency”. \
         Its columns are: SKU, Titel, Prices, Note. Export it again with them, or choose another file."
    );
    let twice = read_products(b"SKU,Title,sku,Price,Currency\nA,Mug,B,1,EUR\n").unwrap_err();
    assert_eq!(twice, TableError::RepeatedColumn { name: "SKU".to_owned() });
}
