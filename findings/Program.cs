using Tomlyn.Parsing;

var text = "\uFEFFmodel = 1\n";
var document = SyntaxParser.Parse(text);
var span = document.KeyValues.First().Key!.Span;
var key = text[span.Start.Offset..(span.End.Offset + 1)];
Console.WriteLine($"errors: {document.HasErrors}; the text at the key's span: {key.Replace("\uFEFF", "(mark)")}");
return !document.HasErrors && key == "\uFEFFmode" ? 0 : 1;
