"""Where the emulator and DynamoDB Local differ, and why that is right, by the name of the case."""

# DynamoDB itself answers SerializationException, whatever else there is in the request; the
# product's records send every value as a string, a boolean, a list or a map.
NOT_SERIALIZED = "DynamoDB Local takes JSON of another type, DynamoDB and the emulator refuse it."
# docs: TransactWriteItems, "Cancellation reasons", the messages under "Validation Error".
CANCELLED = (
    "DynamoDB cancels the transaction and tells the reason of each item, as the emulator does; "
    "DynamoDB Local refuses the request."
)
DECIDED = {
    "item: a value: a string that is a number": NOT_SERIALIZED,
    "item: a value: a number that is no string": NOT_SERIALIZED,
    "item: a value: a boolean that is a string": NOT_SERIALIZED,
    "transaction: a wrong update": CANCELLED,
    "transaction: a wrong update and a failed condition": CANCELLED,
    "transaction: a sum with nothing": CANCELLED,
}
