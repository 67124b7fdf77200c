INSERT INTO orders (customer, product, quantity)
SELECT ARRAY_GET(ARRAY['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara'], MOD(x, 5) + 1),
	ARRAY_GET(ARRAY['tea', 'coffee', 'cocoa'], MOD(x, 3) + 1),
	MOD(x, 7) + 1
FROM SYSTEM_RANGE(1, 200)
WHERE NOT EXISTS (SELECT 1 FROM orders);
