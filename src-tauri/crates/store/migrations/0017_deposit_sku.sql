-- A deposit that is an item of the order, with this SKU: whose order has none of it has paid none. Empty where every order pays it.
ALTER TABLE terms ADD COLUMN deposit_sku TEXT NOT NULL DEFAULT '';
